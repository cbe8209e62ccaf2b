"""How a contract stands to what was released of it: the judgements, the verdict, the version it needs."""

import posixpath
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from crossdock.registry.compat.judge import Judgement, judge_change, judge_interfaces
from crossdock.registry.compat.modes import keeps_history
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.contract import ContentModel, Contract, Kind
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface, Payload, Role
from crossdock.registry.model.landscape import Settings
from crossdock.registry.model.release import Release, ReleaseLog
from crossdock.registry.model.result import Bump, Verdict


class Documents(Protocol):
    """The files of one state."""

    def document(self, path: str) -> Document | None:
        """Return a parsed file."""

    def digest(self, contract: Contract) -> str:
        """Return the digest of a contract's promise."""


class ContractState(Protocol):
    """A contract in one state: its manifest and its interface, `None` where they cannot be read."""

    @property
    def revision(self) -> Documents:
        """The files it was read from."""

    @property
    def contract(self) -> Contract | None:
        """The manifest."""

    @property
    def interface(self) -> Interface | None:
        """What it offers."""


class History(Documents, Protocol):
    """What an assessment looks at (see `check.RevisionView`)."""

    @property
    def settings(self) -> Settings:
        """What the registry says of compatibility."""

    @property
    def base(self) -> "History | None":
        """The state before."""

    def contract(self, key: str) -> Contract | None:
        """Return a contract line."""

    def interface(self, contract: Contract) -> Interface | None:
        """Return what it offers."""

    def releases(self, contract: Contract) -> ReleaseLog:
        """Return its release records."""

    def released(self, contract: Contract, release: Release) -> ContractState:
        """Return it as it was released."""

    def blob(self, path: str) -> str | None:
        """Return the Git blob id of a file."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer. `released` is the newest standing version, `compared_with` what the judgements compare with.

    `needed` is the version that the change needs, `None` when none is needed or it cannot be said. `baseline` holds the documents that were
    compared with, `None` when there were none.
    """

    verdict: Verdict
    bump: Bump
    compared_with: str | None
    judgements: tuple[Judgement, ...]
    released: str | None
    needed: str | None
    baseline: Documents | None = None


@dataclass(frozen=True, slots=True)
class _Baseline:
    contract: Contract
    interface: Interface | None
    documents: Documents
    name: str
    release: Release | None


class Assessor:
    """Assesses each contract of each state once; what several checks ask is answered from memory."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], Assessment] = {}

    def assess(self, contract: Contract, view: History) -> Assessment:
        """Compare a contract with its newest standing release, or with the base when it has none.

        Raises RegistryError when the content of that release is not here.
        """
        at = (id(view), contract.key)
        if at not in self._known:
            self._known[at] = _assess(contract, view)
        return self._known[at]


def _assess(contract: Contract, view: History) -> Assessment:
    was = _find_baseline(contract, view)
    if was is None:
        return Assessment(Verdict.INITIAL, Bump.NONE, None, (), None, None)
    released = was.release.version if was.release else None
    if was.release is not None and _is_untouched(contract, was.release, view):
        return Assessment(Verdict.SAME, Bump.NONE, was.name, (), released, None, was.documents)
    judgements = _judge(contract, was, view)
    verdict, bump = _conclude(contract, was, view, judgements)
    previous = was.contract.version
    needed = scheme_of(contract.scheme).next(previous, bump) if previous and bump is not Bump.NONE else None
    return Assessment(verdict, bump, was.name, judgements, released, needed, was.documents)


def _find_baseline(contract: Contract, view: History) -> _Baseline | None:
    standing = view.releases(contract).standing
    newest = scheme_of(contract.scheme).newest_first(standing, lambda release: release.version)
    if newest:
        state = view.released(contract, newest[0])
        if state.contract is not None:
            return _Baseline(state.contract, state.interface, state.revision, newest[0].version, newest[0])
    base = view.base
    before = base.contract(contract.key) if base is not None else None
    if base is None or before is None:
        return None
    return _Baseline(before, base.interface(before), base, "base", None)


def _is_untouched(contract: Contract, release: Release, view: History) -> bool:
    """Whether every file of the promise is still the blob that was released."""
    files = {posixpath.normpath(f"{contract.folder}/{path}"): blob for path, blob in release.files}
    return all(view.blob(path) == blob for path, blob in files.items())


def _judge(contract: Contract, was: _Baseline, view: History) -> tuple[Judgement, ...]:
    promises = tuple(judge_change(change) for change in diff_promises(was.contract, contract))
    interface = view.interface(contract)
    if interface is None or was.interface is None:
        return promises
    stated = contract.compatibility
    model = stated.model or view.settings.compatibility.model or ContentModel.DECLARED
    name = contract.version if contract.version not in (None, was.name, was.contract.version) else "the revision"
    inside = judge_interfaces(
        was.interface,
        interface,
        mode=stated.mode,
        model=model,
        kind=contract.kind,
        keeps_history=keeps_history(contract),
        base_name=was.name,
        revision_name=name or "the revision",
        examples=partial(_examples, contract, view),
    )
    return inside + promises


def _conclude(
    contract: Contract, was: _Baseline, view: History, judgements: tuple[Judgement, ...]
) -> tuple[Verdict, Bump]:
    bump = max((judgement.bump for judgement in judgements), key=lambda bump: bump.rank, default=Bump.NONE)
    if any(judgement.is_breaking and judgement.severity is not Severity.INFO for judgement in judgements):
        return Verdict.BREAKING, bump
    if any(isinstance(judgement.evidence, Unknown) for judgement in judgements):
        return Verdict.UNKNOWN, bump
    if contract.kind not in (Kind.MAPPING, Kind.WORKFLOW) and view.interface(contract) is None:
        return Verdict.UNKNOWN, bump  # its document cannot be read, which is an error of its own
    if judgements:
        return Verdict.COMPATIBLE, bump
    before = was.release.digest if was.release else was.documents.digest(was.contract)
    if before == view.digest(contract):
        return Verdict.SAME, Bump.NONE
    # a mapping or workflow has no interface to judge: that it changed is visible to who relies on its results
    return Verdict.COMPATIBLE, Bump.MINOR if contract.kind in (Kind.MAPPING, Kind.WORKFLOW) else Bump.PATCH


def _examples(contract: Contract, view: History, operation: str | None, payload: Payload) -> list[object]:
    """Return the contract's own values of a payload: those in its document, then its example files."""
    found = []
    for _, place in payload.examples:
        document = view.document(place.path)
        with suppress(KeyError):
            found += [find_data(document.data, place.pointer)] if document is not None else []
    for path in contract.examples:
        stem = posixpath.basename(path).split("--")[0].removesuffix(".json")
        if path.endswith(".json") and (stem == payload.key or payload.role is Role.SCHEMA):
            document = view.document(path)
            found += [document.data] if document is not None and document.is_readable else []
    return found[:8]
