"""Compatibility rule: the key of messages changes."""

from crossdock.registry.compat.binding_conditions import is_message_key
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "binding-key-changed", on=ChangeKind.BINDING_CHANGED, when=is_message_key, breaks=False, severity=Severity.WARNING
)
def binding_key_changed(change: Change) -> str:
    """The key of messages changes.

    Why: The key decides the partition, and so the order; compaction keeps the last message of each key.
    Fix: Keep the key, or start a new line beside this one.
    Source: AsyncAPI Kafka bindings 0.5.0, message binding (`key`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (binding_key_changed,)
