"""One state of the registry: files, manifests, documents and interfaces, each read when asked for, once."""

import posixpath
from dataclasses import dataclass, replace

from crossdock.registry.closure import find_closure
from crossdock.registry.compat.history import Documents
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.twins import State
from crossdock.registry.format import Format, read_apart
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.manifests.folders import key_of_folder
from crossdock.registry.manifests.promise import promise_digest
from crossdock.registry.manifests.releases_file import read_releases
from crossdock.registry.model.contract import Contract, Kind, LifecycleState
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption, Settings
from crossdock.registry.model.location import Side
from crossdock.registry.model.release import Release, ReleaseLog
from crossdock.registry.registry_files import RegistryFiles
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from crossdock.registry.store.ancestry import find_unmerged
from crossdock.registry.store.blob_snapshot import BlobSnapshot
from crossdock.registry.store.index import Index
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ReleasedContract:
    """A contract as a version was: what `Revision.released` returns."""

    contract: Contract | None
    revision: "Revision"

    @property
    def interface(self) -> Interface | None:
        """What it offered."""
        return self.revision.interface(self.contract) if self.contract is not None else None


class Revision(RegistryFiles):
    """One state of the registry (see `check.RevisionView`). Reading never raises on content.

    `index` answers who references and consumes what in this state; `objects` is needed for released versions only.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        index: Index,
        *,
        side: Side = Side.REVISION,
        base: "Revision | None" = None,
        objects: ObjectReader | None = None,
    ) -> None:
        super().__init__(snapshot)
        self.index = index
        self.side = side
        self.base = base
        self.objects = objects
        self.resolver = Resolver(self.document, self.claim, derive)
        self._contract_names: dict[str, list[str]] = {}  # by system
        self._contracts: dict[str, tuple[Contract | None, tuple[Finding, ...]]] = {}
        self._interfaces: dict[str, Interface | None] = {}
        self._logs: dict[str, tuple[ReleaseLog, tuple[Finding, ...]]] = {}
        self._released: dict[tuple[str, str], ReleasedContract] = {}

    def claim(self, address: str) -> str | None:
        """Return the path that a remote address leads to when exactly one contract answers for it."""
        claims = self.index.claimed(address)
        if len(claims) != 1:
            return None
        prefix, key = claims[0]
        contract = self.contract(key)
        if contract is None:
            return None
        rest = address[len(prefix) :].lstrip("/")
        return posixpath.normpath(f"{contract.folder}/{rest}") if rest else contract.document

    def systems(self) -> tuple[str, ...]:
        """Return the ids of all systems, sorted."""
        return self.index.systems()

    # contracts

    def contract_keys(self) -> tuple[str, ...]:
        """Return the keys of all contract lines, sorted."""
        return self.index.all_keys()

    def contract_ids(self) -> tuple[str, ...]:
        """Return `system/name` of all contracts, sorted."""
        return tuple(sorted({key.rpartition("@")[0] for key in self.contract_keys()}))

    def lines(self, contract_id: str) -> tuple[str, ...]:
        """Return the keys of all lines of `system/name`, sorted."""
        prefix = f"{contract_id}@"
        folder = f"{self.settings.contracts}/{contract_id}"
        lines = {name.split("/", 1)[0] for name in self.names(folder) if name.endswith("/contract.yaml")}
        return tuple(sorted(prefix + line[1:] for line in lines if line.startswith("v")))

    def folder_of(self, key: str) -> str:
        """Return the folder of `system/name@line`."""
        contract_id, _, line = key.rpartition("@")
        return f"{self.settings.contracts}/{contract_id}/v{line}"

    def contract(self, key: str) -> Contract | None:
        """Return `system/name@line`; `None` when there is none or its manifest cannot be read."""
        return self._read_contract(key)[0]

    def manifest_findings(self, key: str) -> tuple[Finding, ...]:
        """Return what is wrong with a contract's manifest."""
        return self._read_contract(key)[1]

    def is_misread(self, contract: Contract) -> bool:
        """Whether the manifest or its system's file has an error that the base had not: what it says is then not known."""
        known = self.base._misreadings(contract) if self.base is not None else frozenset()
        return not self._misreadings(contract) <= known

    def _misreadings(self, contract: Contract) -> frozenset[str]:
        path = f"{self.settings.contracts}/{contract.system}/system.yaml"
        found = (*self.manifest_findings(contract.key), *self.registry_findings((path,)))
        return frozenset(finding.identity for finding in found if finding.severity is Severity.ERROR)

    def contract_at(self, path: str) -> Contract | None:
        """Return the contract whose folder holds a path."""
        depth = self.settings.contracts.count("/") + 4
        names = key_of_folder("/".join(path.split("/")[:depth]), self.settings.contracts)
        return self.contract(f"{names[0]}/{names[1]}@{names[2]}") if names else None

    def _read_contract(self, key: str) -> tuple[Contract | None, tuple[Finding, ...]]:
        if key not in self._contracts:
            folder = self.folder_of(key)
            document = self.document(f"{folder}/contract.yaml")
            self._contracts[key] = (None, ()) if document is None else self._lower(document, folder, key)
        return self._contracts[key]

    def _lower(self, document: Document, folder: str, key: str) -> tuple[Contract | None, tuple[Finding, ...]]:
        system = self.document(f"{self.settings.contracts}/{key.split('/', maxsplit=1)[0]}/system.yaml")
        contract, findings = read_contract(document, folder, self.names(folder), system, self.settings.contracts)
        if contract is not None and contract.version is None and contract.document is not None:
            body = self.document(contract.document)
            form = self.format_of(contract)
            stated = form.read_version(body.data) if body and form else None
            contract = replace(contract, version=stated)
        return contract, findings

    # documents

    def format_of(self, contract: Contract) -> Format | None:
        """Return the format of a contract's document."""
        return _find_format(self.document(contract.document) if contract.document else None)

    def interface(self, contract: Contract) -> Interface | None:
        """Return what a contract offers; `None` when its document has no format that is known, or cannot be read."""
        if contract.key not in self._interfaces:
            form = self.format_of(contract)
            document = self.document(contract.document) if contract.document else None
            is_known = form is not None and document is not None
            self._interfaces[contract.key] = form.read_interface(document, self.resolver) if is_known else None  # type: ignore[union-attr,arg-type]  # both are known here
        return self._interfaces[contract.key]

    def interfaces_apart(
        self, contract: Contract, base: Documents, was: Contract
    ) -> tuple[Interface | None, Interface | None]:
        """Return what a contract offered in another state and offers here; what is the same in both may be left out."""
        before = base.document(was.document) if was.document else None
        after = self.document(contract.document) if contract.document else None
        forms = (_find_format(before), _find_format(after))
        if before is None or after is None or forms[0] is None or forms[1] is None:
            return base.interface(was), self.interface(contract)
        return read_apart(State(before, base.resolver), forms[0], State(after, self.resolver), forms[1])

    def format_findings(self, contract: Contract) -> tuple[Finding, ...]:
        """Return what the document's specification has against it; what made it unreadable comes first."""
        document = self.document(contract.document) if contract.document else None
        if document is None:
            return ()
        if not document.is_readable:
            return document.findings
        if contract.kind is Kind.MAPPING:
            from crossdock.registry.manifests.mapping_file import read_mapping  # slow to import, and few are read

            return (*document.findings, *read_mapping(document)[1])
        if contract.kind is Kind.WORKFLOW:
            from crossdock.registry.manifests.workflow_file import read_workflow

            return (*document.findings, *read_workflow(document)[1])
        form = self.format_of(contract)
        return (*document.findings, *(form.validate(document, self.resolver) if form else ()))

    # who else

    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]:
        """Return who says it consumes this line, a version of it, or the contract without naming a line."""
        found = []
        for consumer in self.index.consumers_of(contract.id):
            system = self.system(consumer.system)
            for use in system.consumes if system else ():
                if use.pointer == consumer.pointer and self._is_of_line(use, contract):
                    found.append(use)
        return tuple(found)

    def _is_of_line(self, use: Consumption, contract: Contract) -> bool:
        at = use.contract.at
        return at is None or at == contract.line or self.releases(contract).find(at) is not None

    def dependents_of(self, contract: Contract) -> tuple[str, ...]:
        """Return the keys of the contract lines that reference files of a contract, or of one that does, and so on; sorted."""
        paths = [f"{contract.folder}/{name}" for name in self.names(contract.folder)]
        found = self.index.dependents_of([*paths, *contract.addresses_to(paths)])
        return tuple(key for key in found if "@" in key and key != contract.key)

    def record_claims(self, entity: str) -> tuple[tuple[str, str], ...]:
        """Return (contract key, field pointer) for everyone who says to decide fields of a canonical entity."""
        return tuple((key, field) for key, field in self.index.carriers_of(entity) if field is not None)

    def carriers_of(self, entity: str) -> tuple[str, ...]:
        """Return the keys of the contract lines that carry a canonical entity, sorted."""
        return tuple(sorted({key for key, _ in self.index.carriers_of(entity)}))

    def keys_in(self, state: LifecycleState) -> tuple[str, ...]:
        """Return the keys of the contract lines that are in a state of life, sorted."""
        known = ((key, self.index.facts(key)) for key in self.contract_keys())
        return tuple(key for key, facts in known if facts is not None and facts.summary.get("state") == state.value)

    def contract_names(self, system_id: str) -> tuple[str, ...]:
        """Return the names of a system's contracts, sorted."""
        if not self._contract_names:
            for contract_id in self.contract_ids():
                system, _, name = contract_id.partition("/")
                self._contract_names.setdefault(system, []).append(name)
        return tuple(self._contract_names.get(system_id, ()))

    # releases

    def releases(self, contract: Contract) -> ReleaseLog:
        """Return a line's release records."""
        return self._read_log(contract)[0]

    def release_findings(self, contract: Contract) -> tuple[Finding, ...]:
        """Return what is wrong with the text of a line's release records."""
        return self._read_log(contract)[1]

    def _read_log(self, contract: Contract) -> tuple[ReleaseLog, tuple[Finding, ...]]:
        if contract.key not in self._logs:
            document = self.document(contract.releases)
            log, findings = read_releases(document) if document else (None, ())
            self._logs[contract.key] = (log or ReleaseLog(), findings)
        return self._logs[contract.key]

    def released(self, contract: Contract, release: Release) -> ReleasedContract:
        """Return the contract exactly as a version was. Raises RegistryError when its blobs are not here."""
        at = (contract.key, release.version)
        if at not in self._released:
            files = {posixpath.normpath(f"{contract.folder}/{path}"): blob for path, blob in release.files}
            assert self.objects is not None  # noqa: S101 - records exist only where Git does
            snapshot = BlobSnapshot(self.objects, files, release.version)
            revision = _ReleasedRevision(snapshot, self.index, self.settings, self.objects)
            was = revision.contract(contract.key)
            self._released[at] = ReleasedContract(was, revision)
        return self._released[at]

    def released_digest(self, contract: Contract, release: Release) -> str:
        """Return the digest of what a record's blobs hold. Raises RegistryError when they are not here."""
        was = self.released(contract, release)
        return was.revision.digest(was.contract) if was.contract else ""

    def unmerged(self, contract: Contract, release: Release) -> str | None:
        """Return the first file of a record that was not in the base, or in its history, with that content."""
        merged = self.base or self
        files = {posixpath.normpath(f"{contract.folder}/{path}"): blob for path, blob in release.files}
        now = merged.snapshot.oids(files)
        doubtful = {path: blob for path, blob in files.items() if now.get(path) != blob}
        return find_unmerged(merged.snapshot, doubtful) if doubtful else None

    def moved_to(self, key: str) -> tuple[str, ...]:
        """Return the contract lines that say in `formerly` that they were this one; a renamed system counts for its contracts."""
        contract_id, _, line = key.rpartition("@")
        system, _, name = contract_id.partition("/")
        renamed = [f"{now}/{name}@{line}" for now in self.index.formerly(system) if "@" not in now]
        moved = [now for now in self.index.formerly(contract_id) if now.endswith("@" + line)]
        return tuple(sorted({*moved, *(now for now in renamed if self.contract(now) is not None)}))

    def closure(self, contract: Contract) -> tuple[str, ...]:
        """Return the paths of the promise: manifest, document, all it references, what it inherits from; sorted."""
        return find_closure(contract, self.settings.contracts, self.document, self.claim)

    def digest(self, contract: Contract) -> str:
        """Return the digest of the promise as it stands."""
        documents = {path: self.document(path) for path in self.closure(contract)}
        files = {posixpath.relpath(path, contract.folder): body.content for path, body in documents.items() if body}
        return promise_digest(contract, files)


class _ReleasedRevision(Revision):
    """The few files of one released version."""

    def __init__(self, snapshot: BlobSnapshot, index: Index, settings: Settings, objects: ObjectReader) -> None:
        super().__init__(snapshot, index, side=Side.BASE, objects=objects)
        self._settings = settings


def _find_format(document: Document | None) -> Format | None:
    """Return the format of a document, `None` where it cannot be read."""
    if document is None or not document.is_readable:
        return None
    return find_format(document.data, posixpath.basename(document.path))
