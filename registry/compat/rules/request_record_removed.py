"""Compatibility rule: a record or part is removed from what the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-record-removed",
    on=ChangeKind.RECORD_REMOVED,
    position=Position.INPUT,
    breaks=True,
    twin="response-record-added",
)
def request_record_removed(change: Change) -> str:
    """A record or part is removed from what the owner accepts.

    Why: Senders of the base version still send it.
    Fix: Keep accepting it, or start a new line beside this one.
    Source: Crossdock, docs/files.md, table.yaml (`records`).
    """
    return f"`{change.subject}` was removed"


RULES = (request_record_removed,)
