"""Compatibility rule: an operation on a channel is removed."""

from crossdock.registry.compat.conditions import is_messaging
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("channel-operation-removed", on=ChangeKind.OPERATION_REMOVED, when=is_messaging, breaks=True)
def channel_operation_removed(change: Change) -> str:
    """An operation on a channel is removed.

    Why: Subscribers wait for messages that no longer come, or publishers send to where nobody listens.
    Fix: Keep it until the last consumer has moved, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Operation Object.
    """
    return f"operation `{change.subject}` was removed"


RULES = (channel_operation_removed,)
