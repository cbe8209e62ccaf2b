"""Policy: a contract carries an entity that is going away."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy(
    "entity-outdated",
    Severity.WARNING,
    Facet.ENTITIES,
    scope=Scope(states=(LifecycleState.DRAFT, LifecycleState.ACTIVE)),
    since=2,
)
def entity_outdated(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract carries a line of a canonical entity that is deprecated or retired.

    Why: whatever is built on it has to be mapped again, and the entity cannot end while it is carried.
    Fix: Carry the line that follows, in the next version of the contract.
    Source: Domain-Driven Design, Published Language; RFC 9745 (Deprecation header), section 1.
    Bad:
        entities: [{entity: canonical/parcel@1}]  # which is deprecated
    Good:
        entities: [{entity: canonical/shipment@1}]
    """
    for index, use in enumerate(contract.entities):
        entity = landscape.contract(str(use.entity))
        if entity is not None and entity.lifecycle.state in (LifecycleState.DEPRECATED, LifecycleState.RETIRED):
            successor = entity.lifecycle.successor
            message = f"the entity `{use.entity}` is {entity.lifecycle.state.value}"
            fix = f"carry `{successor}` in the next version" if successor else ""
            yield Violation(message, f"/entities/{index}/entity", fix=fix, anchor=str(use.entity))


POLICY = entity_outdated
