"""Policy: a field of an entity is spelled otherwise than everywhere else."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import fields_of
from crossdock.registry.model.contract import Contract, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy

SHOWN = 3  # fields that are named


@policy(
    "canonical-name-varied",
    Severity.INFO,
    Facet.ENTITIES,
    scope=Scope(kinds=EXCHANGES, states=STANDING, layers=(None, Layer.PROCESS, Layer.EXPERIENCE)),
    since=2,
)
def canonical_name_varied(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A payload has a field of a canonical entity that it carries, in another spelling.

    Why: `shipment_id` and `shipmentId` are one thing to people and two to every mapping, query and log.
    Fix: Spell it as the entity does, in the next line; contracts of vendors' systems (layer `system`) and of partners keep their names.
    Source: Enterprise Integration Patterns, Canonical Data Model; Domain-Driven Design, Published Language.
    Bad:
        shipment_id: {type: string}  # the entity has shipmentId
    Good:
        shipmentId: {type: string}
    """
    own = {field.name for field in fields_of(landscape.interface(contract))} if contract.entities else set()
    for index, use in enumerate(contract.entities):
        entity = landscape.contract(str(use.entity))
        interface = landscape.interface(entity) if entity is not None else None
        roles = tuple({payload.role for payload in interface.payloads}) if interface is not None else ()
        known = {field.name for field in fields_of(interface, roles)}
        spelled = {_plain(name): name for name in sorted(known)}
        varied = sorted((name, spelled[_plain(name)]) for name in own - known if _plain(name) in spelled)
        if varied:
            named = ", ".join(f"`{name}` for `{right}`" for name, right in varied[:SHOWN]) + (
                " …" if varied[SHOWN:] else ""
            )
            yield Violation(
                f"fields of `{use.entity}` are spelled otherwise: {named}", f"/entities/{index}", anchor=str(use.entity)
            )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


POLICY = canonical_name_varied
