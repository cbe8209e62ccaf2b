"""What Git's trees and commits hold, read from their raw bytes."""

import re
from dataclasses import dataclass
from typing import NamedTuple

TREE_MODE = 0o040000
SYMLINK_MODE = 0o120000
SUBMODULE_MODE = 0o160000
_COMMITTER = re.compile(rb"^committer .*> (-?\d+) [+-]\d{4}$", re.MULTILINE)


class TreeEntry(NamedTuple):
    """One name in a folder. A name that is not UTF-8 keeps its bytes as surrogates (PEP 383)."""

    name: str
    mode: int
    oid: str

    @property
    def is_tree(self) -> bool:
        """Whether it is a folder."""
        return self.mode == TREE_MODE

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: no folder, symbolic link or submodule."""
        return self.mode not in (TREE_MODE, SYMLINK_MODE, SUBMODULE_MODE)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its tree, its parents, and its committer date in seconds since 1970 (UTC)."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    date: int


def read_entries(content: bytes, id_length: int) -> tuple[TreeEntry, ...]:
    """Read a tree object: `mode SP name NUL id`, repeated. `id_length` is in bytes, 20 or 32 (gitformat-pack(5)).

    Raises ValueError when it is cut short.
    """
    entries = []
    position, end = 0, len(content)
    while position < end:
        space = content.index(b" ", position)
        null = content.index(b"\0", space)
        after = null + 1 + id_length
        if after > end:
            raise ValueError("the tree ends inside an entry")
        name = content[space + 1 : null].decode("utf-8", "surrogateescape")
        entries.append(TreeEntry(name, int(content[position:space], 8), content[null + 1 : after].hex()))
        position = after
    return tuple(entries)


def read_commit(oid: str, content: bytes) -> Commit:
    """Read a commit object's header. Raises ValueError when it has no tree."""
    header = content.partition(b"\n\n")[0]
    lines = header.split(b"\n")
    if not lines[0].startswith(b"tree "):
        raise ValueError("the commit names no tree")
    parents = tuple(line[7:].decode("ascii") for line in lines if line.startswith(b"parent "))
    committer = _COMMITTER.search(header)
    return Commit(oid, lines[0][5:].decode("ascii"), parents, int(committer[1]) if committer else 0)
