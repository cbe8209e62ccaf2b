"""Compatibility rule: the owner no longer accepts a message."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-message-removed",
    on=ChangeKind.MESSAGE_REMOVED,
    position=Position.INPUT,
    breaks=True,
    twin="response-message-added",
)
def request_message_removed(change: Change) -> str:
    """The owner no longer accepts a message.

    Why: Senders of the base version still send it, to nobody.
    Fix: Keep accepting it, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Operation Object (`messages`).
    """
    return f"message `{change.subject}` is no longer accepted"


RULES = (request_message_removed,)
