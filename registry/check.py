"""What a check is, and what it sees: one state of the registry, and the contract in question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crossdock.registry.compat.assessment import Assessor, ContractState, Documents
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption, Settings, System, Team
from crossdock.registry.model.location import Side
from crossdock.registry.model.release import Release, ReleaseLog
from crossdock.registry.model.result import Touch
from crossdock.registry.model.rule import Rule


class RevisionView(Protocol):
    """One state of the registry. Everything is read when it is asked for, once; nothing raises on content."""

    @property
    def label(self) -> str:
        """What people call it: `working tree`, `main`, `2.3.0`."""

    @property
    def side(self) -> Side: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def resolver(self) -> Resolver: ...
    @property
    def base(self) -> "RevisionView | None":
        """The state that this one is compared with; `None` when this is the base, or everything is judged."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the paths of the files below a folder, relative to it, sorted."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, `None` when there is none."""

    def obstacles(self) -> tuple[tuple[str, str], ...]:
        """Return (path, what it is instead of a file that can be read) for what was met on the way, sorted."""

    def document(self, path: str) -> Document | None:
        """Return the parsed file, `None` when there is none."""

    def blob(self, path: str) -> str | None:
        """Return the Git blob id of a file, `None` when there is none or Git does not hold it."""

    def contract(self, key: str) -> Contract | None:
        """Return `system/name@line`; `None` when there is none or its manifest cannot be read."""

    def lines(self, contract_id: str) -> tuple[str, ...]:
        """Return the keys of all lines of `system/name`."""

    def contract_at(self, path: str) -> Contract | None:
        """Return the contract whose folder holds a path."""

    def manifest_findings(self, key: str) -> tuple[Finding, ...]: ...
    def is_misread(self, contract: Contract) -> bool:
        """Whether the manifest or its system's file has an error that the base had not: what it says is then not known."""

    def registry_findings(self, paths: Sequence[str]) -> tuple[Finding, ...]:
        """Return what is wrong with those of the paths that are `crossdock.yaml`, `teams.yaml` or a `system.yaml`."""

    def interface(self, contract: Contract) -> Interface | None: ...
    def interfaces_apart(
        self, contract: Contract, base: Documents, was: Contract
    ) -> tuple[Interface | None, Interface | None]:
        """Return what a contract offered in another state and offers here; what is the same in both may be left out."""

    def format_findings(self, contract: Contract) -> tuple[Finding, ...]:
        """Return what the document's specification has against it."""

    def system(self, system_id: str) -> System | None: ...
    def team(self, team_id: str) -> Team | None: ...
    def team_ids(self) -> tuple[str, ...]: ...
    def contract_keys(self) -> tuple[str, ...]: ...
    def contract_ids(self) -> tuple[str, ...]: ...
    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]: ...
    def dependents_of(self, contract: Contract) -> tuple[str, ...]:
        """Return the keys of the contract lines that reference files of a contract, or of one that does, and so on; sorted."""

    def record_claims(self, entity: str) -> tuple[tuple[str, str], ...]:
        """Return (contract key, field pointer) for everyone who says to decide fields of a canonical entity."""

    def carriers_of(self, entity: str) -> tuple[str, ...]:
        """Return the keys of the contract lines that carry a canonical entity, sorted."""

    def keys_in(self, state: LifecycleState) -> tuple[str, ...]:
        """Return the keys of the contract lines that are in a state of life, sorted."""

    def contract_names(self, system_id: str) -> tuple[str, ...]:
        """Return the names of a system's contracts, sorted."""

    def releases(self, contract: Contract) -> ReleaseLog: ...
    def release_findings(self, contract: Contract) -> tuple[Finding, ...]: ...
    def released(self, contract: Contract, release: Release) -> ContractState:
        """Return the contract exactly as a version was. Raises RegistryError when its blobs are not here."""

    def released_digest(self, contract: Contract, release: Release) -> str:
        """Return the digest of what a record's blobs hold. Raises RegistryError when they are not here."""

    def unmerged(self, contract: Contract, release: Release) -> str | None:
        """Return the first file of a record that was not in the base, or in its history, with that content."""

    def moved_to(self, key: str) -> tuple[str, ...]:
        """Return the contract lines that say in `formerly` that they were this one."""

    def closure(self, contract: Contract) -> tuple[str, ...]:
        """Return the paths of the promise: manifest, document, all it references, what it inherits from; sorted."""

    def digest(self, contract: Contract) -> str:
        """Return the digest of the promise as it stands."""


def trusts_base_only(view: RevisionView) -> bool:
    """Whether what a change loosens counts only after its own merge; the base says so too, else a change could trust itself."""
    return any(state.settings.trust == "base" for state in (view, view.base) if state is not None)


@dataclass(frozen=True, slots=True)
class Subject:
    """The contract line in question. `contract` is `None` when its manifest cannot be read, or it is gone in this state."""

    key: str
    folder: str
    touch: Touch
    contract: Contract | None


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What else a check may look at.

    `rules` are those whose findings are asked for, `None` for all; a check may leave out the others, and need not.
    """

    view: RevisionView
    today: date
    assessor: Assessor
    is_everything: bool = False
    is_thorough: bool = False
    rules: frozenset[str] | None = None


def no_contract(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Find nothing: the part of a check that looks at single contracts, for those that do not."""
    yield from ()


def no_registry(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find nothing: the part of a check that looks at the registry's own files, for those that do not."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check. A unit is a file in `checks/` whose constant `CHECK` is one of these.

    `judge` sees one contract that the change touched; `judge_registry` the changed paths outside contract folders. Both look at one
    state only: what is new is found by running them on the base as well. With `on_dependents` it also sees contracts that
    merely reference something that changed.
    """

    name: str
    summary: str
    rules: tuple[Rule, ...]
    judge: Callable[[Subject, CheckContext], Iterator[Finding]] = no_contract
    judge_registry: Callable[[Sequence[str], CheckContext], Iterator[Finding]] = no_registry
    on_dependents: bool = False
