"""Puts the documents of two folders side by side: by their path, and those that moved by their content."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.errors import RegistryError
from crossdock.registry.sides.opening import Folder
from crossdock.registry.sides.side import Side

MOST = 2_000  # documents of one folder
_ENDINGS = (".yaml", ".yml", ".json", ".avsc")


@dataclass(frozen=True, slots=True)
class Pair:
    """A document in both folders, or in one.

    `name` is its path below the folder and `shown` the one that people can open, of the revision where it is in both.
    """

    name: str
    shown: str
    base: Side | None
    revision: Side | None


def pair_documents(base: Folder, revision: Folder) -> Iterator[Pair]:
    """Yield the documents of a known format, sorted by name. Files of no known format are left out: other documents refer to them.

    Raises RegistryError when there is none, when there are too many, or when one cannot be read.
    """
    before, after = _names(base), _names(revision)
    moved = _moved(base, revision, before, after)
    found = False
    for name in sorted(before.keys() | after.keys()):
        if name in moved.values():  # told under its new name
            continue
        old = moved.get(name, name)
        path, folder = (after[name], revision) if name in after else (before[name], base)
        sides = _open(base, before.get(old), old), _open(revision, after.get(name), name)
        pair = Pair(name, folder.shown(path), *sides)
        if pair.base is not None or pair.revision is not None:
            found = True
            yield pair
    if not found:
        fix = "documents end in .yaml, .yml, .json or .avsc and state their format"
        raise RegistryError(f"neither `{base.name}` nor `{revision.name}` holds a document of a known format", fix)


def _names(folder: Folder) -> dict[str, str]:
    """Return name below the folder → path inside the snapshot."""
    start = len(folder.path) + 1 if folder.path else 0
    paths = [path for path in folder.documents.snapshot.paths(folder.path) if path.lower().endswith(_ENDINGS)]
    if len(paths) > MOST:
        raise RegistryError(f"`{folder.name}` holds {len(paths):,} files, more than {MOST:,}", "compare its folders")
    return {path[start:]: path for path in paths}


def _moved(base: Folder, revision: Folder, before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return new name → old name of files whose content is the same under another name."""
    gone = {base.documents.snapshot.read(before[name]): name for name in sorted(before.keys() - after.keys())}
    new = {name: revision.documents.snapshot.read(after[name]) for name in sorted(after.keys() - before.keys())}
    moved: dict[str, str] = {}
    for name, content in new.items():
        if content is not None and content in gone:
            moved[name] = gone.pop(content)
    return moved


def _open(folder: Folder, path: str | None, name: str) -> Side | None:
    if path is None or (folder.documents.load(path) is None):
        return None
    return folder.documents.find_side(path, name, folder.shown)
