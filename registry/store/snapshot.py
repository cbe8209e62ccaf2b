"""What a snapshot is: one state of the files below the registry root."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from crossdock.registry.store.obstacle import Obstacle


class Snapshot(ABC):
    """One state of the registry's files. Paths are relative to the registry root, with forward slashes.

    `label` names it for people. `tree_id` is the Git tree that it equals, `None` when it equals none that is stored.
    `obstacles` fills while paths are met that are no readable files: such a path is absent from everything else.
    """

    label: str
    tree_id: str | None
    obstacles: dict[str, Obstacle]

    def __init__(self, label: str, tree_id: str | None) -> None:
        self.label = label
        self.tree_id = tree_id
        self.obstacles = {}

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, `None` when there is no such file."""
        return self.read_many((path,)).get(path)

    @abstractmethod
    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files, read together; a path without a file is left out."""

    @abstractmethod
    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the Git blob ids of files; one without a file, or whose content Git has not stored, is left out."""

    @abstractmethod
    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder (`""` is the root), sorted."""

    def is_stored(self, path: str) -> bool:
        """Whether Git has stored what is at a path, also when that is nothing; else only reading tells."""
        return True

    def oid(self, path: str) -> str | None:
        """Return a file's Git blob id, `None` when there is no file or Git has not stored its content."""
        return self.oids((path,)).get(path)


def as_folder(path: str) -> str:
    """Return a folder's path as a prefix: empty, or ending in one slash."""
    return f"{path.rstrip('/')}/" if path.rstrip("/") else ""
