"""Compatibility rule: the number of partitions changes."""

from crossdock.registry.compat.binding_conditions import is_partitions
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "binding-partitions-changed",
    on=ChangeKind.BINDING_CHANGED,
    when=is_partitions,
    breaks=False,
    severity=Severity.WARNING,
)
def binding_partitions_changed(change: Change) -> str:
    """The number of partitions changes.

    Why: Keys are spread anew over the partitions, so the order of messages of one key is lost across the change.
    Fix: Create a new topic with the new number and move consumers, or accept a gap in the order.
    Source: AsyncAPI Kafka bindings 0.5.0, channel binding (`partitions`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (binding_partitions_changed,)
