"""The files that a linted file may reference."""

import os
from pathlib import Path

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.store.folder_snapshot import FolderSnapshot

_ROOT_MARKS = (".git", "crossdock.yaml")


class Folder:
    """The files that a file may reference: those of its repository, else those below the current folder, or beside it.

    Each is read once; paths are relative to `root`, and `name` is that of the file.
    """

    def __init__(self, file: Path) -> None:
        absolute = Path(os.path.normpath(Path.cwd() / file))
        self.root = _find_root(absolute)
        self.name = absolute.relative_to(self.root).as_posix()
        self.snapshot = FolderSnapshot(self.root)
        self.documents: dict[str, Document | None] = {}
        self.shown: dict[str, str] = {}

    def load(self, path: str) -> Document | None:
        """Return a document below the folder, `None` when there is none."""
        if path not in self.documents:
            content = self.snapshot.read(path)
            self.documents[path] = read_document(path, content) if content is not None else None
        return self.documents[path]

    def read(self, path: str) -> Document:
        """Return a document below the folder that is known to be there: something was found in it."""
        document = self.load(path)
        assert document is not None  # noqa: S101 - findings are in what was read
        return document

    def show(self, path: str) -> str:
        """Return a path as the caller would write it."""
        if path not in self.shown:
            whole = self.root / path
            is_below = whole.is_relative_to(Path.cwd())
            self.shown[path] = (whole.relative_to(Path.cwd()) if is_below else whole).as_posix()
        return self.shown[path]


def _find_root(file: Path) -> Path:
    for folder in file.parents:
        if any((folder / mark).exists() for mark in _ROOT_MARKS):
            return folder
    return Path.cwd() if file.is_relative_to(Path.cwd()) else file.parent
