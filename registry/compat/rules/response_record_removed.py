"""Compatibility rule: a record or part is removed from what the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-record-removed",
    on=ChangeKind.RECORD_REMOVED,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-record-added",
)
def response_record_removed(change: Change) -> str:
    """A record or part is removed from what the owner emits.

    Why: Readers of the base version wait for it.
    Fix: Keep writing it, or start a new line beside this one.
    Source: Crossdock, docs/files.md, table.yaml (`records`).
    """
    return f"`{change.subject}` was removed"


RULES = (response_record_removed,)
