"""Policy: nobody decides an entity that several systems carry."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy


@policy(
    "system-of-record-missing",
    Severity.INFO,
    Facet.ENTITIES,
    scope=Scope(kinds=(Kind.SCHEMA,), states=STANDING),
    since=2,
)
def system_of_record_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Several systems carry a canonical entity and none says that it decides any field of it.

    Why: when their copies differ nobody knows which is right, and each reconciliation invents its own answer.
    Fix: State `system_of_record` for the entity in a contract of the system that decides.
    Source: DAMA-DMBOK2, chapter 10 (reference and master data), system of record.
    Bad:
        entities: [{entity: canonical/shipment@1}]  # in all who carry it
    Good:
        entities: [{entity: canonical/shipment@1, system_of_record: [/status]}]
    """
    systems = sorted({key.split("/")[0] for key in landscape.carriers_of(contract.key)})
    if len(systems) > 1 and not landscape.record_claims(contract.key):
        yield Violation(f"`{contract.key}` is carried by {', '.join(systems)}, and nobody says that it decides it")


POLICY = system_of_record_missing
