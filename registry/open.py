"""Opens a registry: finds its root and its repository, and gives any state of it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from crossdock.registry.errors import RegistryError, RegistryNotFound, UnknownName
from crossdock.registry.facts import (
    FactsFromFiles,
    defaults_of,
    read_contract_facts,
    read_system_facts,
)
from crossdock.registry.manifests.folders import key_of_folder
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.facts import Facts
from crossdock.registry.model.location import Side
from crossdock.registry.model.reference import Reference, read_reference
from crossdock.registry.model.release import Release
from crossdock.registry.registry_files import SETTINGS_FILE, settings_of
from crossdock.registry.revision import Revision
from crossdock.registry.store.folder_snapshot import FolderSnapshot
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.index import Index
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.overlay_snapshot import OverlaySnapshot, load_index, load_worktree
from crossdock.registry.store.revision_snapshot import RevisionSnapshot, load_revision
from crossdock.registry.store.snapshot import Snapshot


@dataclass(slots=True)
class OpenRegistry:
    """A registry on disk. `objects` is `None` outside a Git repository; `prefix` is its path inside the repository."""

    root: Path
    prefix: str
    repository: GitRepository | None
    objects: ObjectReader | None
    _cache: dict[str, Revision] = field(default_factory=dict)
    _indexes: list[Index] = field(default_factory=list)

    def close(self) -> None:
        """Stop the git process, and let go of the index."""
        for index in self._indexes:
            index.close()
        if self.objects is not None:
            self.objects.close()

    def __enter__(self) -> "OpenRegistry":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def worktree(self) -> Revision:
        """Return the registry as it is on disk."""
        if "worktree" not in self._cache:
            self._cache["worktree"] = self.revision_of(self.worktree_snapshot())
        return self._cache["worktree"]

    def worktree_snapshot(self, *, is_staged: bool = False) -> Snapshot:
        """Return the files on disk, or those staged for the next commit."""
        if self.objects is None or self.repository is None or self.repository.root is None:
            return FolderSnapshot(self.root, "the folder")
        load = load_index if is_staged else load_worktree
        return load(self.objects, self.prefix)

    def at(self, revision: str) -> Revision:
        """Return the registry as a Git revision holds it. Raises RevisionNotFound."""
        if revision not in self._cache:
            self._cache[revision] = self.revision_of(self.snapshot_at(revision))
        return self._cache[revision]

    def snapshot_at(self, revision: str) -> RevisionSnapshot:
        """Return the files of a Git revision. Raises RevisionNotFound."""
        return load_revision(self.require_objects(), revision, self.prefix)

    def require_registry(self, snapshot: Snapshot) -> None:
        """Raise RegistryNotFound when a state holds no registry: nothing to judge must never look like success."""
        if snapshot.read(SETTINGS_FILE) is None:
            where = f"{snapshot.label} holds no `{self.prefix}{SETTINGS_FILE}`"
            raise RegistryNotFound(where, "`--registry PATH` names the registry's folder; `crossdock init` starts one")

    def empty_snapshot(self) -> RevisionSnapshot:
        """Return the state before the first commit."""
        return RevisionSnapshot(self.require_objects(), None, "nothing")

    def require_objects(self) -> ObjectReader:
        """Return the reader of Git objects. Raises RegistryError outside a Git repository."""
        if self.objects is None:
            raise RegistryError(f"`{self.root}` is not in a Git repository", "`git init` it, and commit the registry")
        return self.objects

    def revision_of(self, snapshot: Snapshot, *, side: Side = Side.REVISION, base: Revision | None = None) -> Revision:
        """Return a snapshot as a revision, with an index of its own."""
        return Revision(snapshot, self._index_of(snapshot), side=side, base=base, objects=self.objects)

    def revision_over(self, snapshot: Snapshot, base: Revision, changed: Iterable[str]) -> Revision:
        """Return a snapshot as a revision whose index is the base's with the changed folders laid over it."""
        index = self._index_of(base.snapshot)
        revision = Revision(snapshot, index, base=base, objects=self.objects)
        root = revision.settings.contracts
        if root != base.settings.contracts:
            return self.revision_of(snapshot, base=base)
        index.lay_over(changed_facts(snapshot, root, changed))
        return revision

    def _index_of(self, snapshot: Snapshot) -> Index:
        root = settings_of(snapshot).contracts
        stored, local = _stored_part(snapshot)
        if stored is None or self.objects is None or self.repository is None:
            index = self._keep(Index(None))
            index.lay_over(changed_facts(snapshot, root, list(snapshot.paths(root))))
            return index
        index = self._keep(Index.open(self.repository, self.prefix))
        tree = self.objects.find_tree(stored.tree_id, root) if stored.tree_id else None
        index.update(self.objects, tree, FactsFromFiles(root), root)
        index.lay_over(changed_facts(snapshot, root, local))
        return index

    def _keep(self, index: Index) -> Index:
        """Remember an index, so that it is closed with the registry."""
        self._indexes.append(index)
        return index


def _stored_part(snapshot: Snapshot) -> tuple[RevisionSnapshot | None, list[str]]:
    if isinstance(snapshot, OverlaySnapshot):
        return snapshot.head, list(snapshot.changes)
    return (snapshot if isinstance(snapshot, RevisionSnapshot) else None), []


def changed_facts(snapshot: Snapshot, root: str, paths: Iterable[str]) -> dict[str, Facts | None]:
    """Return the facts of the folders that hold the paths; a changed `system.yaml` is felt by all contracts of its system."""
    folders, systems = _touched_folders(root, paths)
    for system in systems:
        folders.update(_contract_folders(snapshot, root, system))
    found: dict[str, Facts | None] = {}
    manifests = snapshot.read_many(
        f"{root}/{name}/system.yaml" for name in {*systems, *(f.split("/")[-3] for f in folders)}
    )
    for system in systems:
        content = manifests.get(f"{root}/{system}/system.yaml")
        found[f"{root}/{system}"] = read_system_facts(f"{root}/{system}", content) if content is not None else None
    for folder in folders:
        names = [path for path in snapshot.paths(folder) if "/" not in path[len(folder) + 1 :]]
        files = {path[len(folder) + 1 :]: content for path, content in snapshot.read_many(names).items()}
        system_file = manifests.get(f"{root}/{folder.split('/')[-3]}/system.yaml", b"")
        found[folder] = read_contract_facts(folder, files, defaults_of(system_file), root)
    return found


def _touched_folders(root: str, paths: Iterable[str]) -> tuple[set[str], set[str]]:
    depth = root.count("/") + 1
    folders, systems = set(), set()
    for path in paths:
        steps = path.split("/")
        if not path.startswith(root + "/"):
            continue
        if len(steps) == depth + 2 and steps[-1] == "system.yaml":
            systems.add(steps[depth])
        elif len(steps) > depth + 3:
            folder = "/".join(steps[: depth + 3])
            if key_of_folder(folder, root) is not None:
                folders.add(folder)
    return folders, systems


def _contract_folders(snapshot: Snapshot, root: str, system: str) -> set[str]:
    found = {
        path.removesuffix("/contract.yaml")
        for path in snapshot.paths(f"{root}/{system}")
        if path.endswith("/contract.yaml")
    }
    return {folder for folder in found if key_of_folder(folder, root) is not None}


def open_registry(path: Path | None = None, *, is_in_git: bool = False) -> OpenRegistry:
    """Open the registry at `path`, or the one that holds the current folder.

    With `is_in_git` it may be in a revision only: then it is taken to lie at the path itself, or at the top of the repository. Raises
    RegistryNotFound.
    """
    start = (path or Path.cwd()).resolve()
    root = find_root(start) if path is None else start
    if root is None or not (root / SETTINGS_FILE).is_file():
        if not is_in_git:
            where = (
                f"`{path}` holds no `{SETTINGS_FILE}`"
                if path
                else f"there is no `{SETTINGS_FILE}` in `{start}` or above"
            )
            raise RegistryNotFound(
                where, "`crossdock init` starts a registry here; `--registry PATH` names one elsewhere"
            )
        repository = GitRepository.discover(start)
        root = start if path else repository.folder
    try:
        repository = GitRepository.discover(root)
    except RegistryNotFound:
        return OpenRegistry(root, "", None, None)
    return OpenRegistry(root, repository.prefix_of(root), repository, ObjectReader(repository))


def find_root(start: Path) -> Path | None:
    """Return the nearest folder with `crossdock.yaml`, here or above."""
    with suppress(OSError):
        return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference means: the line, the state it is read from, and the release when a version was named."""

    contract: Contract
    revision: Revision
    release: Release | None
    pointer: str | None


def find_contract(revision: Revision, text: str) -> Found:
    """Find what `system/name`, `@line`, `@version` and `#pointer` mean.

    Without line or version it is the newest line. Raises UnknownName with the closest name, RegistryError when it cannot be read.
    """
    reference = read_reference(text)
    if reference is None:
        fix = "write it as `system/name`, `system/name@2`, `system/name@2.3.0` or with `#/pointer`"
        raise RegistryError(f"`{text}` does not name a contract", fix)
    keys = revision.lines(reference.contract)
    if not keys:
        raise UnknownName(
            "contract", reference.contract, revision.contract_ids(), "`crossdock list` shows all contracts"
        )
    found = _find_line(revision, reference, keys)
    if found is None:
        raise UnknownName(
            "line or version",
            str(reference.at),
            _known(revision, keys),
            f"there is {', '.join(_known(revision, keys))}",
        )
    return found


def _find_line(revision: Revision, reference: Reference, keys: tuple[str, ...]) -> Found | None:
    for key in sorted(keys, key=_line_order, reverse=True):
        contract = revision.contract(key)
        if contract is None:
            if reference.at in (None, key.rpartition("@")[2]):
                raise RegistryError(f"the manifest of `{key}` cannot be read", "`crossdock check --all` says why")
            continue
        if reference.at is None or reference.at == contract.line:
            return Found(contract, revision, None, reference.pointer)
        release = revision.releases(contract).find(reference.at)
        if release is not None:
            was = revision.released(contract, release)
            return Found(was.contract or contract, was.revision, release, reference.pointer)
        if reference.at == contract.version:
            return Found(contract, revision, None, reference.pointer)
    return None


def _known(revision: Revision, keys: tuple[str, ...]) -> list[str]:
    contracts = [contract for key in keys if (contract := revision.contract(key))]
    versions = [release.version for contract in contracts for release in revision.releases(contract).releases]
    return [*(key.rpartition("@")[2] for key in keys), *versions]


def _line_order(key: str) -> tuple[int, str]:
    line = key.rpartition("@")[2]
    return (int(line) if line.isdigit() else 0, line)
