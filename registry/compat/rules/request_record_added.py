"""Compatibility rule: a record or part is added to what the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-record-added",
    on=ChangeKind.RECORD_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="response-record-removed",
)
def request_record_added(change: Change) -> str:
    """A record or part is added to what the owner accepts.

    Why: Senders of the base version need not send it.
    Fix: Nothing to do.
    Source: Crossdock, docs/files.md, table.yaml (`records`).
    """
    return f"`{change.subject}` was added"


RULES = (request_record_added,)
