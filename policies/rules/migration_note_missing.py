"""Policy: consumers are not told how to move to the next line."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy


@policy(
    "migration-note-missing", Severity.INFO, Facet.CONSUMERS, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2
)
def migration_note_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A line follows an older one that is still consumed, and nothing says how to move.

    Why: each consumer works out the same differences alone, from two documents.
    Fix: Write `MIGRATION.md` in the line's folder: what changed, what each consumer has to do, and until when.
    Source: Semantic Versioning 2.0.0, section 8; Zalando RESTful API Guidelines, rule 185 (deprecation).
    Bad:
        # contracts/wms/subject/v2 without MIGRATION.md
    Good:
        # contracts/wms/subject/v2/MIGRATION.md
    """
    if not contract.line.isdecimal() or any(
        name.upper().startswith("MIGRATION.") for name in landscape.files(contract)
    ):
        return
    keys = [key for key in landscape.lines(contract.id) if _is_older(key.rpartition("@")[2], contract.line)]
    older = [each for key in keys if (each := landscape.contract(key)) is not None]
    users = sorted({use.system for each in older for use in landscape.consumers_of(each) if _is_of(use, each)})
    if users:
        readers = ", ".join(users)
        message = f"nothing says how to move to `{contract.key}` from the line before, consumed by {readers}"
        yield Violation(message, "/version")


def _is_older(line: str, other: str) -> bool:
    return line.isdecimal() and int(line) < int(other)


def _is_of(use: Consumption, contract: Contract) -> bool:
    """Whether a system consumes this line by name, and not any line."""
    return use.contract.at is not None


POLICY = migration_note_missing
