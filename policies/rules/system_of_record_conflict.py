"""Policy: two systems decide one field of a canonical entity."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Violation, policy


@policy("system-of-record-conflict", Severity.ERROR, Facet.ENTITIES)
def system_of_record_conflict(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Two systems say that they decide the same field of a canonical entity.

    Why: when they differ nobody knows which one is right, and corrections chase each other.
    Fix: Agree on one system of record for the field; the other carries the entity without claiming it.
    Source: DAMA-DMBOK2, chapter 10 (reference and master data), system of record.
    Bad:
        # in wms-east and in tms
        entities: [{entity: canonical/shipment@1, system_of_record: [/status]}]
    Good:
        # in wms-east
        entities: [{entity: canonical/shipment@1, system_of_record: [/status]}]
        # in tms
        entities: [{entity: canonical/shipment@1}]
    """
    if contract.lifecycle.state in (LifecycleState.DRAFT, LifecycleState.RETIRED):
        return
    for index, use in enumerate(contract.entities):
        claims = landscape.record_claims(str(use.entity))
        for number, field in enumerate(use.system_of_record):
            rivals = sorted(
                {key for key, other in claims if key.split("/")[0] != contract.system and _overlap(field, other)}
            )
            rivals = [key for key in rivals if _counts(key, landscape)]
            if rivals:
                name = f"`{use.entity}` {field or 'as a whole'}"
                message = f"{name} is decided here and in {', '.join(f'`{key}`' for key in rivals)}"
                yield Violation(message, f"/entities/{index}/system_of_record/{number}", anchor=f"{use.entity}{field}")


def _overlap(field: str, other: str) -> bool:
    """Whether one field lies in the other, or is it."""
    return f"{field}/".startswith(f"{other}/") or f"{other}/".startswith(f"{field}/")


def _counts(key: str, landscape: Landscape) -> bool:
    contract = landscape.contract(key)
    return contract is not None and contract.lifecycle.state not in (LifecycleState.DRAFT, LifecycleState.RETIRED)


POLICY = system_of_record_conflict
