"""What an assessment looks at: the state of a contract, its releases, and those that a change must still satisfy."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from crossdock.registry.compat.schemes import Stability, scheme_of
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Settings
from crossdock.registry.model.release import Release, ReleaseLog


class Documents(Protocol):
    """The files of one state."""

    def document(self, path: str) -> Document | None:
        """Return a parsed file."""

    @property
    def resolver(self) -> Resolver:
        """What knows where the references in them lead."""

    def digest(self, contract: Contract) -> str:
        """Return the digest of a contract's promise."""

    def interface(self, contract: Contract) -> Interface | None:
        """Return what a contract offers."""

    def interfaces_apart(
        self, contract: Contract, base: "Documents", was: Contract
    ) -> tuple[Interface | None, Interface | None]:
        """Return what a contract offered in another state and offers here; what is the same in both may be left out."""


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

    def is_misread(self, contract: Contract) -> bool:
        """Whether its manifest has an error that the base had not: what it promises is then not known."""

    def releases(self, contract: Contract) -> ReleaseLog:
        """Return its release records."""

    def released(self, contract: Contract, release: Release) -> ContractState:
        """Return it as it was released."""

    def blob(self, path: str) -> str | None:
        """Return the Git blob id of a file."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """One state that a contract is compared with: a release, or the base (`release` is `None`)."""

    contract: Contract
    documents: Documents
    name: str
    release: Release | None

    @property
    def interface(self) -> Interface | None:
        """All that it offers."""
        return self.documents.interface(self.contract)


def find_baseline(contract: Contract, view: History) -> Baseline | None:
    """Return the newest standing release, the base where nothing was released, `None` where there is no base either.

    Raises RegistryError when the content of that release is not here.
    """
    for release in _newest_first(contract, view)[:1]:
        found = _open(contract, release, view)
        if found is not None:
            return found
    base = view.base
    before = base.contract(contract.key) if base is not None else None
    if base is None or before is None:
        return None
    name = f"{before.version} (unreleased)" if before.version else "base"
    return Baseline(before, base, name, None)


def find_older(contract: Contract, view: History) -> Iterator[Baseline]:
    """Yield the standing releases before the newest that still count, newest first, each content once.

    With `transitive: false` that is none, or the last stable one where the newest is a pre-release: a pre-release does not take the
    place of what it prepares to follow. Releases that were unstable count only while they are the newest.
    Raises RegistryError when the content of one is not here.
    """
    newest, *older = _newest_first(contract, view) or (None,)
    if newest is None:
        return
    scheme = scheme_of(contract.scheme)
    stable = [release for release in older if scheme.stability(release.version) is Stability.STABLE]
    if contract.compatibility.is_transitive is False:
        stable = [] if scheme.stability(newest.version) is Stability.STABLE else stable[:1]
    seen = {newest.digest, view.digest(contract)}
    for release in stable:
        if release.digest not in seen:
            seen.add(release.digest)
            found = _open(contract, release, view)
            if found is not None:
                yield found


def is_stable(baseline: Baseline) -> bool:
    """Whether a baseline is a release whose version promises that those after it keep to it."""
    release, scheme = baseline.release, scheme_of(baseline.contract.scheme)
    return release is not None and scheme.stability(release.version) is Stability.STABLE


def is_untouched(contract: Contract, release: Release, view: History) -> bool:
    """Whether every file of the promise is still the blob that was released."""
    files = {posixpath.normpath(f"{contract.folder}/{path}"): blob for path, blob in release.files}
    return all(view.blob(path) == blob for path, blob in files.items())


def _newest_first(contract: Contract, view: History) -> tuple[Release, ...]:
    standing = view.releases(contract).standing
    return scheme_of(contract.scheme).newest_first(standing, lambda release: release.version)


def _open(contract: Contract, release: Release, view: History) -> Baseline | None:
    state = view.released(contract, release)
    if state.contract is None:
        return None
    return Baseline(state.contract, state.revision, release.version, release)
