"""Walks and compares trees, a level at a time, and only where they differ."""

from collections.abc import Iterator
from typing import NamedTuple

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.entries import TreeEntry
from crossdock.registry.store.objects import ObjectReader

MAX_PATHS = 2_000_000  # of one state; a few kilobytes of nested trees can name billions


class TreeChange(NamedTuple):
    """One path whose entry differs; `None` is an absent one. Folders never appear."""

    path: str
    base: TreeEntry | None
    revision: TreeEntry | None


def walk_tree(objects: ObjectReader, oid: str, prefix: str = "") -> Iterator[tuple[str, TreeEntry]]:
    """Yield (path, entry) of all files, symbolic links and submodules below a tree, level by level.

    `prefix` is put before each path; it is empty or ends in a slash. Raises RegistryError past MAX_PATHS.
    """
    level = [(prefix, oid)]
    met = 0
    while level:
        trees = objects.read_trees(tree for _, tree in level)
        below: list[tuple[str, str]] = []
        for path, tree in level:
            for entry in trees[tree]:
                if entry.is_tree:
                    below.append((f"{path}{entry.name}/", entry.oid))
                else:
                    yield f"{path}{entry.name}", entry
            met += len(trees[tree])
            limit_paths(met)
        level = below


def diff_trees(objects: ObjectReader, base: str | None, revision: str | None, prefix: str = "") -> list[TreeChange]:
    """Return what differs between two trees, sorted by path; `None` is an empty tree.

    Reads only folders whose ids differ, all of one level together. A file that became a folder is both removed and added.
    Raises RegistryError past MAX_PATHS.
    """
    changes: list[TreeChange] = []
    level = [(prefix, base, revision)] if base != revision else []
    while level:
        trees = objects.read_trees({oid for _, *pair in level for oid in pair if oid is not None})
        below: list[tuple[str, str | None, str | None]] = []
        for path, before, after in level:
            pairs = _pair(trees[before] if before else (), trees[after] if after else ())
            for name, was, now in pairs:
                folders = (_folder(was), _folder(now))
                files = (_file(was), _file(now))
                if folders[0] != folders[1]:
                    below.append((f"{path}{name}/", *folders))
                if files[0] != files[1]:
                    changes.append(TreeChange(f"{path}{name}", *files))
            limit_paths(len(below) + len(changes))
        level = below
    return sorted(changes, key=lambda change: change.path)


def limit_paths(count: int) -> None:
    """Raise RegistryError when there are more paths than any registry has."""
    if count > MAX_PATHS:
        raise RegistryError(f"there are more than {MAX_PATHS:,} paths", "keep the registry in a folder of its own")


def _pair(
    base: tuple[TreeEntry, ...], revision: tuple[TreeEntry, ...]
) -> Iterator[tuple[str, TreeEntry | None, TreeEntry | None]]:
    """Yield the names that differ, with both entries."""
    before = {entry.name: entry for entry in base}
    for entry in revision:
        was = before.pop(entry.name, None)
        if was != entry:
            yield entry.name, was, entry
    for name, was in before.items():
        yield name, was, None


def _folder(entry: TreeEntry | None) -> str | None:
    return entry.oid if entry is not None and entry.is_tree else None


def _file(entry: TreeEntry | None) -> TreeEntry | None:
    return entry if entry is not None and not entry.is_tree else None
