"""Policy: a contract offers what another one of its system offers."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import fields_of
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy

ENOUGH = 5  # operations or fields in common; fewer are alike by chance
ALIKE = 0.9  # of those that either has
MAX_KEPT = 1_000  # interfaces whose names are remembered
_offers: dict[
    int, tuple[Interface, frozenset[str]]
] = {}  # by identity; the interface too, so that its id stays its own
_PARAMETER = re.compile(r"\{[^{}]*\}")


@policy("contract-duplicated", Severity.INFO, scope=Scope(kinds=(Kind.API, Kind.SCHEMA), states=STANDING), since=2)
def contract_duplicated(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract that is new has nearly all operations, or a schema nearly all fields, of another contract of its system.

    It is asked when the contract is added, and with `--all`: nine tenths of what either has are the same, and at least five.

    Why: what is there twice is changed once, and from then on its consumers disagree.
    Fix: Make it a line of the other contract, refer to the other where they share schemas, or say that the other is replaced: `deprecated`,
        with this as its `successor`.
    Source: Domain-Driven Design, chapter 14 (Bounded Context: duplicate concepts).
    Bad:
        # erp/orders and erp/order-api both have GET /orders, POST /orders, GET /orders/{id}, …
    Good:
        # erp/order-api has line 1 and line 2
    """
    before = landscape.base.contract(contract.key) if landscape.base is not None else None
    mine = _offer(landscape.interface(contract)) if before is None else frozenset()
    if len(mine) < ENOUGH:
        return
    for other in _rivals(contract, landscape):
        theirs = _offer(landscape.interface(other))
        common = mine & theirs
        if len(common) >= ENOUGH and len(common) >= ALIKE * len(mine | theirs):
            what = "operations" if contract.kind is Kind.API else "fields"
            yield Violation(f"{len(common)} of its {len(mine)} {what} are those of `{other.key}`", anchor=other.key)


def _rivals(contract: Contract, landscape: Landscape) -> Iterator[Contract]:
    """Yield the newest line of each other contract of the system that is of the same kind, and no successor or predecessor."""
    for name in landscape.names_in(contract.system):
        lines = landscape.lines(f"{contract.system}/{name}") if name != contract.name else ()
        other = landscape.contract(lines[-1]) if lines else None
        if other is None or other.kind is not contract.kind or other.lifecycle.state not in STANDING:
            continue
        successors = {str(each.lifecycle.successor).partition("@")[0] for each in (contract, other)}
        if not successors & {contract.id, other.id}:
            yield other


def _offer(interface: Interface | None) -> frozenset[str]:
    """Return what tells an interface from others; found once, though it is compared with each neighbour."""
    if interface is None:
        return frozenset()
    known = _offers.get(id(interface))
    if known is None:
        if len(_offers) >= MAX_KEPT:
            _offers.clear()
        known = _offers[id(interface)] = (interface, frozenset(_names_of(interface)))
    return known[1]


def _names_of(interface: Interface) -> Iterator[str]:
    if interface.operations:
        yield from (_PARAMETER.sub("{}", operation.key) for operation in interface.operations)
    else:
        roles = tuple({payload.role for payload in interface.payloads})
        yield from (field.pointer for field in fields_of(interface, roles))


POLICY = contract_duplicated
