"""The registry as a released version holds it: a fixed list of paths and blob ids."""

from collections.abc import Iterable, Iterator, Mapping

from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.obstacle import Obstacle
from crossdock.registry.store.snapshot import Snapshot, as_folder


class BlobSnapshot(Snapshot):
    """Files by blob id. A blob that the repository does not have is absent, though its path is listed."""

    def __init__(self, objects: ObjectReader, files: Mapping[str, str], label: str) -> None:
        super().__init__(label, None)
        self.objects = objects
        self.files = dict(files)

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files, read together; a path without a file or a blob is left out."""
        oids = self.oids(paths)
        blobs = self.objects.read_blobs(oids.values())
        self.obstacles |= {
            path: Obstacle.TOO_LARGE for path, oid in oids.items() if oid in blobs and blobs[oid] is None
        }
        return {path: content for path, oid in oids.items() if (content := blobs.get(oid)) is not None}

    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the Git blob ids of files; one without a file is left out."""
        return {path: self.files[path] for path in paths if path in self.files}

    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder (`""` is the root), sorted."""
        prefix = as_folder(folder)
        yield from sorted(path for path in self.files if path.startswith(prefix))
