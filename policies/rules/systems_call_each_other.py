"""Policy: two systems wait for each other."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy
from crossdock.registry.model.reference import Reference

OUTSIDE = ("carrier", "3pl", "edi", "platform")


@policy(
    "systems-call-each-other", Severity.INFO, Facet.CONSUMERS, scope=Scope(kinds=(Kind.API,), states=STANDING), since=2
)
def systems_call_each_other(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Two systems of the house call APIs of each other; partners may.

    Why: neither starts, is tested or is changed alone, and when one is slow both stop.
    Fix: Turn one of the two directions into an event.
    Source: Enterprise Integration Patterns, Messaging (decoupling in time); Clean Architecture, the Acyclic Dependencies Principle.
    Bad:
        # erp calls wms/subject, and wms calls erp/orders
    Good:
        # erp calls wms/subject, and wms reads the event erp/order-released
    """
    provider = landscape.system(contract.system)
    if provider is None or provider.role in OUTSIDE:
        return
    called = {use.contract.system for use in provider.consumes if _is_api(use.contract, landscape)}
    for use in landscape.consumers_of(contract):
        system = landscape.system(use.system)
        if system is not None and system.role not in OUTSIDE and use.system in called and use.system < contract.system:
            message = f"`{use.system}` calls `{contract.key}`, and `{contract.system}` calls APIs of `{use.system}`"
            yield Violation(message, use.pointer, system.manifest, anchor=use.system)


def _is_api(reference: Reference, landscape: Landscape) -> bool:
    found = (landscape.contract(key) for key in landscape.lines(reference.contract))
    return any(each is not None and each.kind is Kind.API for each in found)


POLICY = systems_call_each_other
