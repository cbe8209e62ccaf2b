"""Compatibility rule: the owner no longer sends a message."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-message-removed",
    on=ChangeKind.MESSAGE_REMOVED,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-message-added",
)
def response_message_removed(change: Change) -> str:
    """The owner no longer sends a message.

    Why: Readers of the base version wait for it.
    Fix: Keep sending it, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Operation Object (`messages`).
    """
    return f"message `{change.subject}` is no longer sent"


RULES = (response_message_removed,)
