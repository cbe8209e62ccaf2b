"""Compatibility rule: the owner sends a further message on the same channel."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-message-added",
    on=ChangeKind.MESSAGE_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    severity=Severity.WARNING,
    twin="request-message-removed",
)
def response_message_added(change: Change) -> str:
    """The owner sends a further message on the same channel.

    Why: Readers of the base version meet a message they do not know; those that do not skip it stop.
    Fix: Tell readers to skip what they do not know before it is sent, or send it on a channel of its own.
    Source: AsyncAPI 3.0.0, Operation Object (`messages`).
    """
    return f"message `{change.subject}` is sent as well"


RULES = (response_message_added,)
