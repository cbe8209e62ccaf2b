"""Compatibility rule: how surely messages are delivered or kept changes: quality of service, acknowledgement, durability, retention."""

from crossdock.registry.compat.binding_conditions import is_delivery
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "binding-delivery-changed", on=ChangeKind.BINDING_CHANGED, when=is_delivery, breaks=False, severity=Severity.WARNING
)
def binding_delivery_changed(change: Change) -> str:
    """How surely messages are delivered or kept changes: quality of service, acknowledgement, durability, retention.

    Why: Consumers built their handling of lost and repeated messages on the old setting.
    Fix: Keep the setting, or state the new guarantee in `semantics.delivery`.
    Source: AsyncAPI bindings for MQTT, AMQP and Kafka.
    """
    return f"{change.subject} {turned(change)}"


RULES = (binding_delivery_changed,)
