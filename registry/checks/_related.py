"""Which unchanged contracts a changed one concerns, by what rules say they read of others."""

from collections.abc import Callable, Iterator

from crossdock.registry.check import CheckContext, RevisionView, Subject
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.policy import Facet

States = tuple[Contract | None, Contract | None]  # before, after; either is `None` where it is not there


def find_related(subject: Subject, context: CheckContext) -> Iterator[tuple[Facet, Contract]]:
    """Yield the other contracts to which rules that read a facet have to be asked again.

    Where the base itself is judged, to tell what it had already, nothing is known to be unchanged, and all of them are.
    """
    view = context.view
    before = view.base.contract(subject.key) if view.base is not None else None
    for facet, find_keys in _READERS.items():
        for key in sorted(set(find_keys(subject.key, (before, subject.contract), view)) - {subject.key}):
            contract = view.contract(key)
            if contract is not None and not view.is_misread(contract):
                yield facet, contract


def _entity_readers(key: str, states: States, view: RevisionView) -> Iterator[str]:
    """Yield who carries a contract whose life changed as an entity, and the entities that it carries differently."""
    if _differs(states, view, lambda contract: (contract.lifecycle.state, contract.lifecycle.successor)):
        yield from view.carriers_of(key)
    if _differs(states, view, lambda contract: contract.entities):
        yield from (str(use.entity) for contract in states if contract is not None for use in contract.entities)


def _successor_readers(key: str, states: States, view: RevisionView) -> Iterator[str]:
    """Yield the deprecated contracts that name one whose life changed as their successor."""
    if not _differs(states, view, lambda contract: contract.lifecycle.state):
        return
    name = key.partition("@")[0]
    for other in view.keys_in(LifecycleState.DEPRECATED):
        contract = view.contract(other)
        successor = contract.lifecycle.successor if contract is not None else None
        if successor is not None and successor.contract == name:
            yield other


def _differs(states: States, view: RevisionView, part: Callable[[Contract], object]) -> bool:
    """Whether a part of a contract is another than before; where there is no base to ask, it may be."""
    before, after = states
    if view.base is None or before is None or after is None:
        return before is not None or after is not None
    return part(before) != part(after)


_READERS = {Facet.ENTITIES: _entity_readers, Facet.SUCCESSORS: _successor_readers}
