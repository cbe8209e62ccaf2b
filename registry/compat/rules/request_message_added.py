"""Compatibility rule: the owner accepts a further message."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-message-added",
    on=ChangeKind.MESSAGE_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="response-message-removed",
)
def request_message_added(change: Change) -> str:
    """The owner accepts a further message.

    Why: Senders of the base version need not send it.
    Fix: Nothing to do.
    Source: AsyncAPI 3.0.0, Operation Object (`messages`).
    """
    return f"message `{change.subject}` is accepted as well"


RULES = (request_message_added,)
