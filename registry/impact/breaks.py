"""Whom a break concerns: the place that changed, followed from where it was."""

from collections.abc import Callable
from typing import Protocol

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.documents.references import Resolver
from crossdock.registry.impact.reach import Follower
from crossdock.registry.impact.view import ImpactView
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.impact import Dependent, Use
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption


class BreakView(ImpactView, Protocol):
    """One state of the registry, and the one before."""

    @property
    def resolver(self) -> Resolver:
        """Return what follows references in it, and remembers."""

    @property
    def base(self) -> "ImpactView | None":
        """The state before."""


def find_dependents(
    contract: Contract, judgement: Judgement, view: BreakView, is_reached: Callable[[Consumption], bool]
) -> tuple[Dependent, ...]:
    """Return whom a break concerns, gravest first; nobody where nothing breaks, or the contract may break.

    It opens what references the contract, so it is asked of breaks only. `is_reached` says of a consumer of the contract itself whether
    the version that it reads fails.
    """
    if not judgement.is_breaking or judgement.excuse:
        return ()
    known = view.resolver.memory.get(Follower)
    follower = known if isinstance(known, Follower) else Follower(view, view.base)
    view.resolver.memory[Follower] = follower
    interface = view.interface(contract)
    changes = (judgement.change, *judgement.elsewhere)
    uses = tuple(use_of(change, interface) for change in changes)
    written = dict.fromkeys(change.was for change in changes if change.was.path != contract.manifest)
    places = tuple(place for was in written for place in follower.places(was))
    was = judgement.change.was
    owner = view.contract_at(was.path) or contract
    return follower.follow(contract, f"{owner.key}#{was.pointer}", uses, places, is_reached).dependents


def use_of(change: Change, interface: Interface | None) -> Use:
    """Return where a contract's interface carries what changed."""
    names = {operation.key: operation.id for operation in interface.operations} if interface else {}
    name = names.get(change.operation) if change.operation else None
    return Use(change.operation, change.payload, change.path, change.position, change.role, name)
