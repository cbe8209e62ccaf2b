"""The registry as the working tree or the index holds it: HEAD, and what differs from it."""

from collections.abc import Iterable, Iterator

from crossdock.registry.store.disk import read_file
from crossdock.registry.store.entries import SUBMODULE_MODE, SYMLINK_MODE
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.obstacle import Obstacle
from crossdock.registry.store.revision_snapshot import RevisionSnapshot, read_stored
from crossdock.registry.store.snapshot import Snapshot, as_folder
from crossdock.registry.store.worktree import LocalState, read_local_state

_OBSTACLES = {SYMLINK_MODE: Obstacle.SYMLINK, SUBMODULE_MODE: Obstacle.SUBMODULE}


class OverlaySnapshot(Snapshot):
    """HEAD with local changes laid over it. `tree_id` is HEAD's when there are none. Disk content is read once and kept."""

    def __init__(self, head: RevisionSnapshot, state: LocalState, prefix: str, label: str) -> None:
        super().__init__(label, None if state.changes else head.tree_id)
        self.head = head
        self.changes = {change.path: change for change in state.changes}
        self.obstacles |= dict.fromkeys(state.nested, Obstacle.SUBMODULE)
        self._prefix = prefix
        self._disk: dict[str, bytes] = {}

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files, read together; a path without a file is left out."""
        wanted = list(dict.fromkeys(paths))
        found = self.head.read_many(path for path in wanted if path not in self.changes)
        found |= read_stored(self.head.objects, self._index_oids(wanted), self.obstacles)
        self._adopt_obstacles()
        on_disk = {path: self._read_disk(path) for path in wanted if not self.is_stored(path)}
        return found | {path: content for path, content in on_disk.items() if content is not None}

    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the Git blob ids of files; one whose content only the working tree has is left out."""
        wanted = list(dict.fromkeys(paths))
        found = self.head.oids(path for path in wanted if path not in self.changes)
        self._adopt_obstacles()
        return found | self._index_oids(wanted)

    def is_stored(self, path: str) -> bool:
        """Whether Git has stored what is at a path; else only the disk has it."""
        return path not in self.changes or not self.changes[path].is_on_disk

    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder (`""` is the root), sorted."""
        prefix = as_folder(folder)
        found = {path for path in self.head.paths(folder) if path not in self.changes}
        self._adopt_obstacles()
        local = [path for path in self.changes if path.startswith(prefix)]
        found.update(self._index_oids(local))
        found.update(path for path in local if not self.is_stored(path) and self._read_disk(path) is not None)
        yield from sorted(found)

    def _adopt_obstacles(self) -> None:
        """Take over what HEAD met, but for paths that were changed since."""
        self.obstacles |= {path: obstacle for path, obstacle in self.head.obstacles.items() if path not in self.changes}

    def _index_oids(self, paths: Iterable[str]) -> dict[str, str]:
        found = {}
        for path in paths:
            change = self.changes.get(path)
            if change is None or change.is_on_disk or change.entry is None:
                continue
            if change.entry.is_file:
                found[path] = change.entry.oid
            else:
                self.obstacles[path] = _OBSTACLES[change.entry.mode]
        return found

    def _read_disk(self, path: str) -> bytes | None:
        if path in self._disk:
            return self._disk[path]
        root = self.head.objects.repository.root
        assert root is not None  # noqa: S101 - a bare repository has no local state
        content = read_file(root, self._prefix + path)
        if isinstance(content, Obstacle):
            self.obstacles[path] = content
            return None
        if content is not None:
            self._disk[path] = content
        return content


def load_worktree(objects: ObjectReader, prefix: str = "") -> OverlaySnapshot:
    """Return the registry below `prefix` as the working tree holds it, with untracked files that are not ignored."""
    return _load(objects, prefix, "the working tree", is_staged=False)


def load_index(objects: ObjectReader, prefix: str = "") -> OverlaySnapshot:
    """Return the registry below `prefix` as it is staged for the next commit."""
    return _load(objects, prefix, "the index", is_staged=True)


def _load(objects: ObjectReader, prefix: str, label: str, *, is_staged: bool) -> OverlaySnapshot:
    state = read_local_state(objects.repository, prefix, is_staged=is_staged)
    tree = objects.tree_of(state.head, prefix) if state.head else None
    return OverlaySnapshot(RevisionSnapshot(objects, tree, "HEAD", state.head), state, prefix, label)
