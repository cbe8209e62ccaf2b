"""The registry as a commit holds it."""

from collections.abc import Iterable, Iterator, Mapping

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.entries import SUBMODULE_MODE, SYMLINK_MODE, TreeEntry
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.obstacle import Obstacle
from crossdock.registry.store.snapshot import Snapshot, as_folder
from crossdock.registry.store.trees import walk_tree

_MAX_TREES = 50_000  # folders kept in memory before they are forgotten and read again
_OBSTACLES = {SYMLINK_MODE: Obstacle.SYMLINK, SUBMODULE_MODE: Obstacle.SUBMODULE}


class RevisionSnapshot(Snapshot):
    """The files below a Git tree; `tree_id` `None` is an empty one. `commit` is `None` when no commit is meant."""

    def __init__(self, objects: ObjectReader, tree_id: str | None, label: str, commit: str | None = None) -> None:
        super().__init__(label, tree_id)
        self.objects = objects
        self.commit = commit
        self._trees: dict[str, dict[str, TreeEntry]] = {}

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files, read together; a path without a file is left out."""
        return read_stored(self.objects, self.oids(paths), self.obstacles)

    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the Git blob ids of files; one without a file is left out."""
        entries = self.entries(paths)
        return {path: entry.oid for path, entry in entries.items() if self._is_readable(path, entry)}

    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder (`""` is the root), sorted."""
        prefix = as_folder(folder)
        tree = self.tree_id if not prefix else self._folder(prefix.rstrip("/"))
        if tree is not None:
            found = walk_tree(self.objects, tree, prefix)
            yield from sorted(path for path, entry in found if self._is_readable(path, entry))

    def entries(self, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """Return the tree entries at paths, folders too; all folders of one level are read together."""
        found: dict[str, TreeEntry] = {}
        level: list[tuple[str, list[str], str | None]] = [
            (path, path.split("/"), self.tree_id) for path in dict.fromkeys(paths)
        ]
        while level:
            self._load({tree for *_, tree in level if tree is not None})
            below: list[tuple[str, list[str], str | None]] = []
            for path, (name, *rest), tree in level:
                entry = self._trees[tree].get(name) if tree else None
                if entry is not None and not rest:
                    found[path] = entry
                elif entry is not None and entry.is_tree:
                    below.append((path, rest, entry.oid))
                elif entry is not None and entry.mode in _OBSTACLES:
                    self.obstacles[path.removesuffix("/" + "/".join(rest))] = _OBSTACLES[entry.mode]
            level = below
        return found

    def _folder(self, path: str) -> str | None:
        entry = self.entries((path,)).get(path)
        return entry.oid if entry is not None and entry.is_tree else None

    def _load(self, trees: set[str]) -> None:
        unread = trees - self._trees.keys()
        if len(self._trees) + len(unread) > _MAX_TREES:
            self._trees.clear()
            unread = trees
        for oid, entries in self.objects.read_trees(unread).items():
            self._trees[oid] = {entry.name: entry for entry in entries}

    def _is_readable(self, path: str, entry: TreeEntry) -> bool:
        obstacle = _OBSTACLES.get(entry.mode)
        if obstacle is not None:
            self.obstacles[path] = obstacle
        return entry.is_file


def load_revision(objects: ObjectReader, revision: str, prefix: str = "") -> RevisionSnapshot:
    """Return the registry below `prefix` as a revision holds it; empty when the revision has no such folder.

    Raises RevisionNotFound when there is no such revision.
    """
    commit = objects.resolve(revision)
    return RevisionSnapshot(objects, objects.tree_of(commit, prefix), revision, commit)


def read_stored(objects: ObjectReader, oids: Mapping[str, str], obstacles: dict[str, Obstacle]) -> dict[str, bytes]:
    """Return the bytes of files by path and blob id; those that are too large are noted in `obstacles`.

    Raises RegistryError when the repository lacks one, since a tree or the index says that it is there.
    """
    blobs = objects.read_blobs(oids.values())
    absent = next((path for path, oid in oids.items() if oid not in blobs), None)
    if absent is not None:
        message = f"the content of `{absent}` ({oids[absent]}) is not in this clone"
        raise RegistryError(message, "`git fsck` says what else is missing, a fresh clone has all")
    obstacles |= {path: Obstacle.TOO_LARGE for path, oid in oids.items() if blobs[oid] is None}
    return {path: content for path, oid in oids.items() if (content := blobs[oid]) is not None}
