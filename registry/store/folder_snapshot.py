"""The registry as a plain folder holds it, without Git."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from crossdock.registry.store.disk import read_file, walk_files
from crossdock.registry.store.obstacle import Obstacle
from crossdock.registry.store.snapshot import Snapshot, as_folder


class FolderSnapshot(Snapshot):
    """The files below a folder, read when they are asked for; blob ids are never known."""

    def __init__(self, root: Path, label: str | None = None) -> None:
        super().__init__(label or str(root), None)
        self.root = root.resolve()

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files; a path without a file is left out."""
        found = {}
        for path in paths:
            content = read_file(self.root, path)
            if isinstance(content, Obstacle):
                self.obstacles[path] = content
            elif content is not None:
                found[path] = content
        return found

    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return nothing: no content here is known to Git."""
        return {}

    def is_stored(self, path: str) -> bool:
        """Return False: no content here is known to Git."""
        return False

    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder (`""` is the root), sorted."""
        readable = []
        for path, obstacle in walk_files(self.root, as_folder(folder)):
            if obstacle is None:
                readable.append(path)
            else:
                self.obstacles[path] = obstacle
        yield from sorted(readable)
