"""Compatibility rule: an operation on a channel is added."""

from crossdock.registry.compat.conditions import is_messaging
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("channel-operation-added", on=ChangeKind.OPERATION_ADDED, when=is_messaging, breaks=False)
def channel_operation_added(change: Change) -> str:
    """An operation on a channel is added.

    Why: Nobody who lives on the base version waits for it or sends to it.
    Fix: Nothing to do.
    Source: AsyncAPI 3.0.0, Operation Object.
    """
    return f"operation `{change.subject}` was added"


RULES = (channel_operation_added,)
