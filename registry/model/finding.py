"""A judgement about a contract, with a place, and an identity that survives line moves."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from crossdock.registry.model.edit import Edit
from crossdock.registry.model.evidence import Evidence, Unknown
from crossdock.registry.model.impact import Dependent
from crossdock.registry.model.location import Location, Place


class Severity(Enum):
    """How much a finding matters; an error fails the check by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)


class State(Enum):
    """Whether the change under judgement brought the finding."""

    NEW = "new"
    EXISTING = "existing"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement. `message` says what, without a full stop; `why` and `fix` are sentences of their own.

    `contract` is `system/name@line`, `None` for the registry itself. `at` is where in the revision, `was` where in the base.
    `affects` names who is hurt (`erp reads 2.3.0`). `anchor` tells apart findings of one rule at one place; leave it empty
    when there can be only one. `facts` are further named strings for machine readers.
    `dependents` are all whom a break concerns, gravest first, and consumers whom it does not.
    `edits` mend it, where its mend is certain and was asked for.
    """

    rule: str
    severity: Severity
    message: str
    at: Place | Location
    contract: str | None = None
    was: Place | Location | None = None
    why: str = ""
    fix: str = ""
    evidence: Evidence | None = None
    affects: tuple[str, ...] = ()
    anchor: str = ""
    state: State = State.NEW
    waiver: str | None = None
    facts: tuple[tuple[str, str], ...] = field(default=())
    dependents: tuple[Dependent, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def identity(self) -> str:
        """16 hex digits from rule, contract, file, pointer and anchor; lines and wording do not count."""
        pointer = self.at.pointer
        where = self.at.path.rsplit("/", 1)[-1] if self.contract else self.at.path
        parts = (self.rule, self.contract or "", where, pointer, self.anchor)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def is_unknown(self) -> bool:
        """Whether this says that something could not be decided."""
        return isinstance(self.evidence, Unknown)

    def located(self, at: Location, was: Location | None) -> "Finding":
        """Return the finding with exact places."""
        return replace(self, at=at, was=was)


def unique_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what several checks, or several contracts, say of one place in the same words."""
    seen: dict[tuple[str, object, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.identity, finding.at, finding.message, finding.anchor), finding)
    return list(seen.values())
