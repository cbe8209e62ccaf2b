"""Compatibility rule: a record or part is added to what the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-record-added",
    on=ChangeKind.RECORD_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    severity=Severity.WARNING,
    twin="request-record-removed",
)
def response_record_added(change: Change) -> str:
    """A record or part is added to what the owner emits.

    Why: Readers of the base version meet lines they do not know; those that do not skip them stop.
    Fix: Tell readers to skip what they do not know, or write a second file.
    Source: Crossdock, docs/files.md, table.yaml (`records`).
    """
    return f"`{change.subject}` was added"


RULES = (response_record_added,)
