"""A snapshot with the content of some files replaced: what it would be if these files were committed."""

from collections.abc import Iterable, Iterator, Mapping

from crossdock.registry.store.snapshot import Snapshot, as_folder


class PatchedSnapshot(Snapshot):
    """Another snapshot, and files laid over it."""

    def __init__(self, below: Snapshot, files: Mapping[str, bytes], label: str) -> None:
        super().__init__(label, None)
        self._below = below
        self._files = dict(files)

    def read_many(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of many files; a path without a file is left out."""
        wanted = list(dict.fromkeys(paths))
        found = self._below.read_many(path for path in wanted if path not in self._files)
        return found | {path: self._files[path] for path in wanted if path in self._files}

    def oids(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the Git blob ids of files; a replaced one has none."""
        return self._below.oids(path for path in paths if path not in self._files)

    def is_stored(self, path: str) -> bool:
        """Whether Git has stored what is at a path."""
        return path not in self._files and self._below.is_stored(path)

    def paths(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder, sorted."""
        prefix = as_folder(folder)
        yield from sorted({*self._below.paths(folder), *(path for path in self._files if path.startswith(prefix))})
