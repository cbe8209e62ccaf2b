"""How a contract stands to what was released of it: the judgements, the verdict, the version it needs."""

import posixpath
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from crossdock.registry.compat.bump import least_version, needed_version
from crossdock.registry.compat.excuse import excuse_of
from crossdock.registry.compat.history import (
    Baseline,
    ContractState,
    Documents,
    History,
    find_baseline,
    find_older,
    is_stable,
    is_untouched,
)
from crossdock.registry.compat.judge import Judgement, judge_change, judge_interfaces
from crossdock.registry.compat.modes import keeps_history
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.compat.transitive import Known, is_grave, join
from crossdock.registry.compat.unfollowed import settle_unfollowed
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.contract import ContentModel, Contract, Formats, Kind
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Payload, Role
from crossdock.registry.model.result import Bump, Verdict

__all__ = ["Assessment", "Assessor", "ContractState", "Documents", "History"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer. `released` is the newest standing version, `compared_with` what the judgements compare with first.

    `needed` is the version that the change needs, `None` when none is needed or it cannot be said; `least` the lowest that will do in this
    line, which is lower when the change breaks. `baselines` are the states that were compared with: the newest release, or the base,
    and then the older releases.
    """

    verdict: Verdict
    bump: Bump
    compared_with: str | None
    judgements: tuple[Judgement, ...]
    released: str | None
    needed: str | None
    baselines: tuple[Baseline, ...] = ()
    least: str | None = None

    def baseline(self, judgement: Judgement) -> Baseline | None:
        """Return the state whose places a judgement names."""
        name = judgement.against[0] if judgement.against else self.compared_with
        return next((baseline for baseline in self.baselines if baseline.name == name), None)


class Assessor:
    """Assesses each contract of each state once; what several checks ask is answered from memory."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], Assessment] = {}

    def assess(self, contract: Contract, view: History) -> Assessment:
        """Compare a contract with its standing releases (`history`), or with the base when it has none.

        Raises RegistryError when the content of a release is not here.
        """
        at = (id(view), contract.key)
        if at not in self._known:
            self._known[at] = _assess(contract, view)
        return self._known[at]


def _assess(contract: Contract, view: History) -> Assessment:
    newest = find_baseline(contract, view)
    if newest is None:
        return Assessment(Verdict.INITIAL, Bump.NONE, None, (), None, None)
    released = newest.release.version if newest.release else None
    if newest.release is not None and is_untouched(contract, newest.release, view):
        return Assessment(Verdict.SAME, Bump.NONE, newest.name, (), released, None, (newest,))
    judgements = _judge(contract, newest, view)
    verdict, bump = _conclude(contract, newest, view, judgements)
    steps = [_step(contract, newest, bump, judgements, view)]
    if newest.release is not None and judgements:  # what reads as the newest does to the older ones what that did
        steps += _steps_from_older(contract, newest, view)
    joined: tuple[Judgement, ...] = ()
    for step in steps:
        joined = join(joined, step.judgements, step.is_new)
    bump = max((step.bump for step in steps), key=lambda bump: bump.rank)
    latest = scheme_of(contract.scheme).latest
    needed = latest(step.needed for step in steps if step.needed is not None)
    least = latest(step.least for step in steps if step.least is not None)
    baselines = tuple(step.was for step in steps)
    return Assessment(_verdict(joined) or verdict, bump, newest.name, joined, released, needed, baselines, least)


@dataclass(frozen=True, slots=True)
class _Step:
    """What a change does to one of the states it is compared with. `is_new` tells what the newest release did not do already."""

    was: Baseline
    bump: Bump
    needed: str | None
    least: str | None
    judgements: tuple[Judgement, ...]
    is_new: Callable[[Judgement], bool]


def _step(
    contract: Contract,
    was: Baseline,
    bump: Bump,
    judgements: tuple[Judgement, ...],
    view: History,
    is_new: Callable[[Judgement], bool] = lambda judgement: True,
) -> _Step:
    log = view.releases(contract)
    needed, least = needed_version(contract, was, bump, log), least_version(contract, was, bump, log)
    return _Step(was, bump, needed, least, _excuse(judgements, contract, was, needed), is_new)


def _steps_from_older(contract: Contract, newest: Baseline, view: History) -> Iterator[_Step]:
    """Yield what the change does to older releases. What the last stable one did already is known; a pre-release excuses nobody."""
    stable = newest if is_stable(newest) else None
    for was in find_older(contract, view):
        graves = tuple(one for one in _judge(contract, was, view, is_brief=True) if is_grave(one))
        known = Known(_judge_states(was, stable, stable.contract, view, is_brief=True) if stable and graves else ())
        bumps = (one.bump for one in graves if known.is_new(one))
        bump = max(bumps, key=lambda bump: bump.rank, default=Bump.NONE)
        yield _step(contract, was, bump, graves, view, known.is_new)
        stable = stable or was


def _excuse(
    judgements: tuple[Judgement, ...], contract: Contract, was: Baseline, needed: str | None
) -> tuple[Judgement, ...]:
    excuse = excuse_of(contract, was, needed)
    against = (was.name,) if was.release is not None else ()
    return tuple(replace(one, against=against, excuse=excuse) if is_grave(one) else one for one in judgements)


def _judge(contract: Contract, was: Baseline, view: History, *, is_brief: bool = False) -> tuple[Judgement, ...]:
    name = contract.version if contract.version not in (None, was.name, was.contract.version) else "the revision"
    now = Baseline(contract, view, name or "the revision", None)
    return _judge_states(was, now, contract, view, is_brief=is_brief)


def _judge_states(
    was: Baseline, now: Baseline, stating: Contract, view: History, *, is_brief: bool
) -> tuple[Judgement, ...]:
    """Judge what differs between two states, under the terms that a contract states."""
    stated_now = () if view.is_misread(stating) else diff_promises(was.contract, now.contract)
    promises = tuple(judge_change(change) for change in stated_now)
    before, after = now.documents.interfaces_apart(now.contract, was.documents, was.contract)
    if before is None or after is None:
        return promises
    stated = stating.compatibility
    inside = judge_interfaces(
        before,
        after,
        mode=stated.mode,
        model=stated.model or view.settings.compatibility.model or ContentModel.DECLARED,
        assert_formats=(stated.formats or view.settings.compatibility.formats) is Formats.ASSERT,
        kind=stating.kind,
        keeps_history=keeps_history(was.contract) or keeps_history(now.contract),
        base_name=was.name,
        revision_name=now.name,
        examples=partial(_examples, now.contract, now.documents),
        is_brief=is_brief,
    )
    return settle_unfollowed(inside, before, after, was.name, now.name) + promises


def _conclude(
    contract: Contract, was: Baseline, view: History, judgements: tuple[Judgement, ...]
) -> tuple[Verdict, Bump]:
    bump = max((judgement.bump for judgement in judgements), key=lambda bump: bump.rank, default=Bump.NONE)
    grave = _verdict(judgements)
    if grave is not None:
        return grave, bump
    if contract.kind not in (Kind.MAPPING, Kind.WORKFLOW) and view.interface(contract) is None:
        return Verdict.UNKNOWN, bump  # its document cannot be read, which is an error of its own
    if view.is_misread(contract):
        return Verdict.UNKNOWN, bump  # so is what is wrong with the manifest
    if judgements:
        return Verdict.COMPATIBLE, bump
    before = was.release.digest if was.release else was.documents.digest(was.contract)
    if before == view.digest(contract):
        return Verdict.SAME, Bump.NONE
    # a mapping or workflow has no interface to judge: that it changed is visible to who relies on its results
    return Verdict.COMPATIBLE, Bump.MINOR if contract.kind in (Kind.MAPPING, Kind.WORKFLOW) else Bump.PATCH


def _verdict(judgements: tuple[Judgement, ...]) -> Verdict | None:
    """Return the verdict of breaks and open questions, `None` where there are none."""
    if any(judgement.is_breaking and judgement.severity is not Severity.INFO for judgement in judgements):
        return Verdict.BREAKING
    return Verdict.UNKNOWN if any(isinstance(judgement.evidence, Unknown) for judgement in judgements) else None


def _examples(contract: Contract, documents: Documents, operation: str | None, payload: Payload) -> list[object]:
    """Return the contract's own values of a payload: those in its document, then its example files."""
    found = []
    for _, place in payload.examples:
        document = documents.document(place.path)
        with suppress(KeyError):
            found += [find_data(document.data, place.pointer)] if document is not None else []
    for path in contract.examples:
        stem = posixpath.basename(path).split("--")[0].removesuffix(".json")
        if path.endswith(".json") and (stem == payload.key or payload.role is Role.SCHEMA):
            document = documents.document(path)
            found += [document.data] if document is not None and document.is_readable else []
    return found[:8]
