"""Reads files below a folder, and nothing that leads out of it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from crossdock.registry.store.obstacle import Obstacle

MAX_BLOB = 32 << 20  # bytes; no contract is larger, and a larger file or blob is never held in memory
# Never follow a link, never wait for the other end of a pipe; Windows has neither flag.
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(root: Path, path: str, limit: int = MAX_BLOB) -> bytes | Obstacle | None:
    """Return the bytes of the regular file `path` below `root`, `None` when there is none, or what stands in the way.

    `root` is absolute and resolved; `limit` is in bytes.
    """
    parts = path.split("/")
    if path.startswith("/") or ("\\" in path and os.name == "nt") or any(part in ("", ".", "..") for part in parts):
        return Obstacle.OUTSIDE
    target = root.joinpath(*parts)
    try:
        if Path(os.path.realpath(target.parent)) != target.parent:
            return Obstacle.SYMLINK
        found = os.lstat(target)
        if not stat.S_ISREG(found.st_mode):
            return _obstacle(found.st_mode)
        return _read_open(target, limit)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        return Obstacle.UNREADABLE


def walk_files(root: Path, folder: str = "") -> Iterator[tuple[str, Obstacle | None]]:
    """Yield the paths of all files below `root/folder`, with what stands in the way of reading one.

    `.git` and folders that are repositories of their own are not entered. `folder` is empty or ends in a slash.
    """
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            with os.scandir(root / here) as found:
                entries = list(found)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield here.rstrip("/"), Obstacle.UNREADABLE
            continue
        for entry in entries:
            path = f"{here}{entry.name}"
            if entry.is_dir(follow_symlinks=False) and entry.name != ".git":
                if os.path.lexists(root / path / ".git"):
                    yield path, Obstacle.SUBMODULE
                else:
                    folders.append(f"{path}/")
            elif entry.name != ".git":
                yield (
                    path,
                    None
                    if entry.is_file(follow_symlinks=False)
                    else _obstacle(entry.stat(follow_symlinks=False).st_mode),
                )


def is_same_text(one: bytes, other: bytes) -> bool:
    """Whether two files are equal but for CR LF line ends, which a checkout may have put in."""
    return one == other or one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _read_open(target: Path, limit: int) -> bytes | Obstacle | None:
    descriptor = os.open(target, _OPEN)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return _obstacle(found.st_mode)
        content = file.read(limit + 1)
        return content if len(content) <= limit else Obstacle.TOO_LARGE


def _obstacle(mode: int) -> Obstacle | None:
    if stat.S_ISDIR(mode):
        return None
    return Obstacle.SYMLINK if stat.S_ISLNK(mode) else Obstacle.SPECIAL
