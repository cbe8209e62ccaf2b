"""What was decided of one change."""

from dataclasses import dataclass

from crossdock.registry.compat.modes import Direction
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Evidence
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.result import Bump
from crossdock.registry.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Judgement:
    """A change, the rule that names it, and what was decided.

    `evidence` shows a break, or is `Unknown` when nothing could be decided. `direction` is the inclusion that failed: backward when the
    revision rejects what the base sends, forward when the base rejects what the revision sends. `bump` is what the change needs.
    `model` is the content model that decided about a payload, `None` where none did. `elsewhere` are the same change's other
    operations and paths, when it lies in a definition that is shared. `against` are the released versions that it holds of, newest
    first; empty where only two states are compared. `excuse` says why this contract may break, `""` where it may not.
    """

    change: Change
    rule: Rule
    severity: Severity
    message: str
    evidence: Evidence | None = None
    is_breaking: bool = False
    direction: Direction | None = None
    bump: Bump = Bump.MINOR
    model: ContentModel | None = None
    elsewhere: tuple[Change, ...] = ()
    against: tuple[str, ...] = ()
    excuse: str = ""
