"""Whom a break concerns: the place that changed, followed from where it was."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.documents.references import Resolver
from crossdock.registry.impact.consumers import rely
from crossdock.registry.impact.view import ImpactView
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.impact import Dependent, Reliance, Use
from crossdock.registry.model.interface import Interface, Role
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.location import Place

if TYPE_CHECKING:  # it is imported when something breaks: a check of what does not break must not pay for it
    from crossdock.registry.impact.reach import Follower


class BreakView(ImpactView, Protocol):
    """One state of the registry, and the one before."""

    @property
    def resolver(self) -> Resolver:
        """Return what follows references in it, and remembers."""

    @property
    def base(self) -> ImpactView | None:
        """The state before."""


def find_uses(contract: Contract, judgement: Judgement, view: BreakView) -> tuple[Use, ...]:
    """Return where a contract carries what changed. Of a definition that many payloads share, all of them are found where it breaks.

    A judgement names only the first few; the others are looked for only when a consumer says that it uses something else.
    """
    interface, changes = view.interface(contract), (judgement.change, *judgement.elsewhere)
    told = tuple(use_of(change, interface) for change in changes)
    if not _is_broken(judgement) or judgement.change.payload is None:
        return told
    if not any(rely(user, told)[0] is Reliance.UNUSED for user in view.consumers_of(contract)):
        return told
    follower = _follower(view)
    tracer = follower.tracer(contract)
    uses = tracer.uses(_places(contract, judgement, follower)) if tracer is not None else ()
    alike = (use for use in uses if use.payload is not None and _is_alike(use, judgement.change))
    return tuple(dict.fromkeys((*told, *alike)))


def _is_alike(use: Use, change: Change) -> bool:
    """Whether a break in one position is one here; a shared schema has no position of its own."""
    return use.position is change.position or use.role in (Role.SCHEMA, Role.CODES)


def find_users(
    contract: Contract, judgement: Judgement, uses: Sequence[Use], view: BreakView, users: Iterable[Consumption]
) -> tuple[Consumption, ...]:
    """Return those of the users who use what changed: everyone who does not say what it uses, and those who say this."""
    follower = _follower(view) if any(use.is_open for use in uses) else None
    if follower is None:
        return tuple(user for user in users if rely(user, uses)[0] is not Reliance.UNUSED)
    is_carried = follower.carries(contract, _places(contract, judgement, follower))
    return tuple(user for user in users if rely(user, uses, is_carried)[0] is not Reliance.UNUSED)


def find_dependents(
    contract: Contract,
    judgement: Judgement,
    uses: Sequence[Use],
    view: BreakView,
    is_reached: Callable[[Consumption], bool],
) -> tuple[Dependent, ...]:
    """Return whom a break concerns, gravest first; nobody where nothing breaks, or the contract may break.

    It opens what references the contract, so it is asked of breaks only. `is_reached` says of a consumer of the contract itself whether
    the version that it reads fails.
    """
    if not _is_broken(judgement):
        return ()
    follower = _follower(view)
    was = judgement.change.was
    owner = view.contract_at(was.path) or contract
    places = _places(contract, judgement, follower)
    return follower.follow(contract, f"{owner.key}#{was.pointer}", uses, places, is_reached).dependents


def _is_broken(judgement: Judgement) -> bool:
    return judgement.is_breaking and not judgement.excuse


def _follower(view: BreakView) -> "Follower":
    """Return the one follower of a state."""
    from crossdock.registry.impact.reach import Follower

    known = view.resolver.memory.get(Follower)
    follower = known if isinstance(known, Follower) else Follower(view, view.base)
    view.resolver.memory[Follower] = follower
    return follower


def _places(contract: Contract, judgement: Judgement, follower: "Follower") -> tuple[Place, ...]:
    """Return where the documents had what changed."""
    changes = (judgement.change, *judgement.elsewhere)
    written = dict.fromkeys(change.was for change in changes if change.was.path != contract.manifest)
    return tuple(place for was in written for place in follower.places(was))


def use_of(change: Change, interface: Interface | None) -> Use:
    """Return where a contract's interface carries what changed."""
    names = {operation.key: operation.id for operation in interface.operations} if interface else {}
    name = names.get(change.operation) if change.operation else None
    return Use(change.operation, change.payload, change.path, change.position, change.role, name)
