"""Policy: two systems publish to one channel."""

import re
from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy

LIMIT = 50  # contracts that are looked at
_PARAMETER = re.compile(r"\{[^{}]*\}")


@policy("channel-published-twice", Severity.WARNING, scope=Scope(kinds=(Kind.EVENT,), states=STANDING), since=2)
def channel_published_twice(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract of another system, about the same canonical entity, publishes to the same address of the same servers.

    Why: readers cannot tell whose messages they get, no system answers for the order of all, and each changes the channel alone.
    Fix: Give each publisher an address of its own, or let one system publish, and the others tell it.
    Source: Enterprise Integration Patterns, Message Channel and Datatype Channel.
    Bad:
        # wms-east/shipment-confirmed and wms-west/shipment-confirmed both send to logistics.shipments.confirmed
    Good:
        # they send to wms-east.shipments.confirmed and wms-west.shipments.confirmed
    """
    interface = landscape.interface(contract)
    mine = _published(interface)
    if interface is None or not mine:
        return
    carriers = {key for use in contract.entities for key in landscape.carriers_of(str(use.entity))}
    others = sorted(key for key in carriers if key.partition("/")[0] != contract.system)[:LIMIT]
    for other in filter(None, map(landscape.contract, others)):
        theirs = landscape.interface(other) if other.kind is Kind.EVENT and other.lifecycle.state in STANDING else None
        if theirs is None or not _is_near(interface, theirs):
            continue
        for address in sorted(mine & _published(theirs)):
            yield Violation(f"`{address}` is published by `{other.key}`, too", anchor=f"{address} {other.key}")


def _published(interface: Interface | None) -> frozenset[str]:
    operations = interface.operations if interface is not None else ()
    return frozenset(_PARAMETER.sub("{}", each.address) for each in operations if each.action == "send")


def _is_near(one: Interface, other: Interface) -> bool:
    """Whether two contracts may mean the same broker: they share a server, or one of them names none."""
    servers = [{address for _, address in each.servers} for each in (one, other)]
    return not all(servers) or bool(servers[0] & servers[1])


POLICY = channel_published_twice
