"""Policy: an event moves an entity through its states without an order."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy("ordering-key-missing", Severity.WARNING, scope=Scope(kinds=(Kind.EVENT,), states=STANDING), since=2)
def ordering_key_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An event decides fields of a canonical entity and does not say within which key its messages stay in order.

    Why: two changes of one shipment that overtake each other leave its readers with the older state for good.
    Fix: State `semantics.ordering_key`, usually the entity's id, or the key in the Kafka binding of the messages, and partition the
    channel by it.
    Source: AsyncAPI Kafka binding 0.5.0, message `key`; Enterprise Integration Patterns, Resequencer.
    Bad:
        entities: [{entity: canonical/shipment@1, system_of_record: [/status]}]
        semantics: {delivery: at-least-once}
    Good:
        entities: [{entity: canonical/shipment@1, system_of_record: [/status]}]
        semantics: {delivery: at-least-once, ordering_key: "$message.payload#/shipmentId"}
    """
    decided = sorted({str(use.entity) for use in contract.entities if use.system_of_record})
    if decided and contract.semantics.ordering_key is None and not _is_keyed(landscape.interface(contract)):
        message = f"changes of `{decided[0]}` may overtake each other: no ordering key is stated"
        yield Violation(message, "/semantics/ordering_key")


def _is_keyed(interface: Interface | None) -> bool:
    """Whether the Kafka binding of every message states a key."""
    operations = interface.operations if interface is not None else ()
    return bool(operations) and all(
        any(
            name.startswith("message ") and name.endswith(" kafka") and '"key":' in text for name, text in each.bindings
        )
        for each in operations
    )


POLICY = ordering_key_missing
