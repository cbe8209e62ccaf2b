"""Follows a place of a contract to everyone and everything that depends on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossdock.registry.impact.aliases import name_places
from crossdock.registry.impact.artefacts import find_artefacts
from crossdock.registry.impact.consumers import IsCarried, fields_at, rely, version_of
from crossdock.registry.impact.mappings import touch_rules
from crossdock.registry.impact.trace import Tracer
from crossdock.registry.impact.view import ImpactView
from crossdock.registry.impact.workflows import touch_steps
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.manifests.workflow_file import read_workflow
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.impact import Dependent, DependentKind, Reliance, Use
from crossdock.registry.model.landscape import Consumption, Team
from crossdock.registry.model.location import Place

MAX_CONTRACTS = 1_000  # contracts that reference one place
MAX_WORDS = 12  # fields, rules or steps that are named of one dependent

IsReached = Callable[[Consumption], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that depends on a place, gravest first. `is_cut` says that more was there than was followed."""

    dependents: tuple[Dependent, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A contract that carries the place: where, and what the place is called."""

    contract: Contract
    uses: tuple[Use, ...]
    label: str
    is_carried: IsCarried
    is_own: bool = False

    def way(self, use: Use | None = None) -> tuple[str, ...]:
        """Return the way from the place to this contract by one of the uses, the first unless stated."""
        use = use or (self.uses[0] if self.uses else Use())
        via = [f"{key}#{pointer}" for key, pointer in reversed(use.via) if key != self.contract.key and not self.is_own]
        own = [f"{self.contract.key} {use}".strip()] if str(use) or not self.is_own else []
        return tuple(dict.fromkeys((self.label, *via, *own)))


class Follower:
    """Answers for one state of the registry; each interface is opened once.

    `before` is the state in which the place still is: interfaces are read there, so that what is gone now is found too.
    """

    def __init__(self, view: ImpactView, before: ImpactView | None = None) -> None:
        self._view = view
        self._before = before or view
        self._tracers: dict[str, Tracer | None] = {}
        self._artefacts: dict[str, tuple[str, ...]] | None = None

    def tracer(self, contract: Contract) -> Tracer | None:
        """Return a contract's interface, opened; `None` when it has none that can be read."""
        if contract.key not in self._tracers:
            was = self._before.contract(contract.key)
            interface = self._before.interface(was) if was is not None else self._view.interface(contract)
            self._tracers[contract.key] = Tracer(interface, self._key_at) if interface is not None else None
        return self._tracers[contract.key]

    def _key_at(self, path: str) -> str | None:
        contract = self._view.contract_at(path)
        return contract.key if contract is not None else None

    def places(self, place: Place) -> tuple[Place, ...]:
        """Return a place under all names that schemas know it by."""
        document = self._before.document(place.path)
        return name_places(place, document.data) if document is not None and document.is_readable else (place,)

    def follow(
        self,
        contract: Contract,
        label: str,
        uses: Sequence[Use],
        places: Sequence[Place],
        is_reached: IsReached = lambda consumption: True,
    ) -> Found:
        """Return what depends on a place of a contract.

        `uses` are where the contract's own interface carries it, `places` where it is written; those in other contracts' folders are not
        followed to their dependents. `label` names the place. `is_reached` says of the contract's own consumers whether it concerns them.
        """
        own = _Carrier(contract, tuple(uses), label, self.carries(contract, places), is_own=True)
        keys = self._view.dependents_of(contract)
        others = [other for key in keys[:MAX_CONTRACTS] if (other := self._view.contract(key)) is not None]
        written = [place for place in places if self._key_at(place.path) == contract.key]
        carriers = [own, *self._carriers(label, others, written)]
        links = [other for other in others if other.kind in (Kind.MAPPING, Kind.WORKFLOW)]
        found = list(self._consumers(own, is_reached))
        for carrier in carriers[1:]:
            found += [self._contract(carrier), *self._consumers(carrier, lambda consumption: True)]
        for carrier in carriers:
            found += [*self._links(carrier, links, places), *self._artefacts_of(carrier)]
        is_cut = len(keys) > MAX_CONTRACTS or any(
            tracer is not None and tracer.is_cut for tracer in self._tracers.values()
        )
        return Found(tuple(sorted(_unique(found), key=lambda one: one.gravity)), is_cut)

    def carries(self, contract: Contract, places: Sequence[Place]) -> IsCarried:
        """Return what says whether a field overlaps the places, beyond those that are listed."""

        def is_carried(use: Use, field: str) -> bool:
            tracer = self.tracer(contract)
            return tracer is None or tracer.carries(use, field, places)

        return is_carried

    def _carriers(self, label: str, others: Sequence[Contract], places: Sequence[Place]) -> Iterator[_Carrier]:
        for other in others if places else ():
            tracer = self.tracer(other) if other.kind not in (Kind.MAPPING, Kind.WORKFLOW) else None
            uses = tracer.uses(places) if tracer is not None else ()
            if uses:
                yield _Carrier(other, uses, label, self.carries(other, places))

    def _consumers(self, carrier: _Carrier, is_reached: IsReached) -> Iterator[Dependent]:
        for consumption in self._view.consumers_of(carrier.contract):
            if not is_reached(consumption):
                continue
            reliance, use = rely(consumption, carrier.uses, carrier.is_carried)
            yield self._consumer(carrier, consumption, reliance, use)

    def _consumer(self, carrier: _Carrier, consumption: Consumption, reliance: Reliance, use: Use | None) -> Dependent:
        system = self._view.system(consumption.system)
        words = _words(consumption, reliance, carrier)
        return Dependent(
            DependentKind.CONSUMER,
            consumption.system,
            reliance,
            carrier.contract.key,
            words,
            (*carrier.way(use), f"{consumption.system} ({_say(reliance, words)})"),
            consumption.purpose,
            version_of(consumption),
            *self._team(system.owner if system else None),
            system.tier if system else None,
            carrier.contract.lifecycle.state.value,
            Place(system.manifest, consumption.pointer) if system else None,
            is_indirect=not carrier.is_own,
        )

    def _contract(self, carrier: _Carrier) -> Dependent:
        contract = carrier.contract
        words = tuple(dict.fromkeys(str(use) or "all of it" for use in carrier.uses))[:MAX_WORDS]
        return self._of_contract(DependentKind.CONTRACT, contract, carrier, Reliance.DECLARED, words, carrier.way())

    def _of_contract(
        self,
        kind: DependentKind,
        contract: Contract,
        carrier: _Carrier,
        reliance: Reliance,
        words: tuple[str, ...],
        path: tuple[str, ...],
        pointer: str = "",
    ) -> Dependent:
        team, contact = self._team(contract.owner)
        state, at = contract.lifecycle.state.value, Place(contract.document or contract.manifest, pointer)
        return Dependent(
            kind, contract.key, reliance, carrier.contract.key, words, path, version=contract.version, team=team,
            contact=contact, tier=contract.sla.tier, state=state, at=at, is_indirect=not carrier.is_own,
        )  # fmt: skip

    def _links(self, carrier: _Carrier, links: Sequence[Contract], places: Sequence[Place]) -> Iterator[Dependent]:
        """Yield the mappings and workflows that name a contract."""
        tracer = self.tracer(carrier.contract)
        for link in links if tracer is not None else ():
            document = self._view.document(link.document) if link.document else None
            if document is None or not document.is_readable or tracer is None:
                continue
            if link.kind is Kind.MAPPING:
                mapping = read_mapping(document)[0]
                if mapping and carrier.contract.id in (mapping.source.contract, mapping.target.contract):
                    how, rules = touch_rules(mapping, carrier.contract.id, carrier.uses, places, tracer, self._view)
                    yield self._link(DependentKind.MAPPING, link, carrier, how, rules)
            else:
                workflow = read_workflow(document)[0]
                steps = touch_steps(workflow, carrier.contract, carrier.uses, tracer) if workflow else ()
                if steps:
                    how = min((step.reliance for step in steps), key=lambda reliance: reliance.rank)
                    yield self._link(DependentKind.WORKFLOW, link, carrier, how, [step[1:] for step in steps])

    def _link(
        self, kind: DependentKind, link: Contract, carrier: _Carrier, how: Reliance, said: Sequence[tuple[str, str]]
    ) -> Dependent:
        words = tuple(dict.fromkeys(words for words, _ in said))[:MAX_WORDS]
        path = (*carrier.way(), f"{link.key} ({'; '.join(words[:2])})" if words else link.key)
        pointer = said[0][1] if said else ""
        return self._of_contract(kind, link, carrier, how, words, path, pointer)

    def _artefacts_of(self, carrier: _Carrier) -> Iterator[Dependent]:
        if self._artefacts is None:
            self._artefacts = find_artefacts(self._view, self._view.settings.contracts)
        for path in self._artefacts.get(carrier.contract.key, ()) if carrier.uses else ():
            yield Dependent(
                DependentKind.ARTEFACT,
                path,
                Reliance.DECLARED,
                carrier.contract.key,
                (f"generated from {carrier.contract.key}",),
                (*carrier.way(), path),
                at=Place(path),
                is_indirect=not carrier.is_own,
            )

    def _team(self, team_id: str | None) -> tuple[str | None, str | None]:
        team = self._view.team(team_id) if team_id else None
        return team_id, _contact(team) if team else None


def _words(consumption: Consumption, reliance: Reliance, carrier: _Carrier) -> tuple[str, ...]:
    """Return by what a consumer uses the place; of one that does not, what it uses."""
    found = fields_at(consumption, carrier.uses, carrier.is_carried) if reliance is Reliance.DECLARED else ()
    fields = found or consumption.fields
    named = consumption.operations if reliance is Reliance.ASSUMED else fields or consumption.operations
    return named[:MAX_WORDS]


def _say(reliance: Reliance, words: Sequence[str]) -> str:
    if reliance is Reliance.ASSUMED:
        return "does not say whether it uses this"
    return f"uses {', '.join(words) or 'all of it'}"


def _contact(team: Team) -> str | None:
    """Return the first way to reach a team."""
    addresses = [address or channel for channel, address in team.support]
    return next(iter((*((team.email,) if team.email else ()), *team.handles, *addresses)), None)


def _unique(found: Sequence[Dependent]) -> list[Dependent]:
    """Tell once what is reached by several ways through one contract; the most certain stays."""
    kept: dict[tuple[str, str, str, str | None], Dependent] = {}
    for one in sorted(found, key=lambda dependent: dependent.gravity):
        key = (one.kind.value, one.name, one.contract, one.version)
        known = kept.get(key)
        words = tuple(dict.fromkeys((*known.uses, *one.uses)))[:MAX_WORDS] if known else ()
        kept[key] = one if known is None else replace(known, uses=words) if known.reliance is one.reliance else known
    return list(kept.values())
