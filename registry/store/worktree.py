"""What the working tree or the index changed since HEAD, asked of one `git status`."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.entries import TreeEntry
from crossdock.registry.store.git import GitRepository, git_failure

_MENTIONS = re.compile(rb"filter|include", re.IGNORECASE)
_FILTER = re.compile(r"filter\.(.+)\.[a-z]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LocalChange:
    """One path that differs from HEAD. `entry` is what the index holds, `None` when it holds nothing.

    `is_on_disk` says that the content must be read from disk, because only the working tree has it.
    """

    path: str
    entry: TreeEntry | None
    is_on_disk: bool = False


@dataclass(frozen=True, slots=True)
class LocalState:
    """The commit that is checked out (`None` before the first), and what differs from it below a prefix.

    `nested` are paths of other repositories inside this one.
    """

    head: str | None
    changes: tuple[LocalChange, ...]
    nested: tuple[str, ...] = ()


def read_local_state(repository: GitRepository, prefix: str = "", *, is_staged: bool = False) -> LocalState:
    """Return what the working tree (or, when `is_staged`, the index) changed below `prefix`; paths are relative to it.

    The working tree counts with untracked files that are not ignored. `prefix` is empty or ends in a slash. Raises RegistryError in
    a bare repository, and when the index holds an unfinished merge that was asked for.
    """
    if repository.root is None:
        raise RegistryError(f"`{repository.git_dir}` has no working tree", "name a revision: `--head main`")
    answer = repository.run(
        _arguments(repository, prefix, is_staged), environment=_index_file(repository) if is_staged else None
    )
    if answer.code:
        raise git_failure(f"the state of `{repository.root}` could not be read", answer.complaint)
    fields = iter(answer.output.decode("utf-8", "surrogateescape").split("\0"))
    return _read_status(fields, prefix, is_staged)


def _arguments(repository: GitRepository, prefix: str, is_staged: bool) -> tuple[str, ...]:
    return (
        *_filter_guards(repository),
        *("status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames", "--ignored=no"),
        "--ignore-submodules=all",  # git would run a git of its own in each, under that one's configuration
        "--untracked-files=no" if is_staged else "--untracked-files=all",
        *(("--", prefix.rstrip("/")) if prefix else ()),
    )


def _read_status(fields: Iterator[str], prefix: str, is_staged: bool) -> LocalState:
    """Read porcelain format 2 (git-status(1))."""
    head: str | None = None
    changes: list[LocalChange] = []
    nested: list[str] = []
    for field in fields:
        if field.startswith("# branch.oid "):
            oid = field.removeprefix("# branch.oid ")
            head = None if oid == "(initial)" else oid
        elif field.startswith("? "):
            path = field[2:].removeprefix(prefix)
            if path.endswith("/"):
                nested.append(path.rstrip("/"))
            else:
                changes.append(LocalChange(path, None, is_on_disk=True))
        elif field.startswith("1 "):
            changes.extend(_tracked(field, prefix, is_staged))
        elif field.startswith("u "):
            changes.append(_unmerged(field, prefix, is_staged))
    return LocalState(head, tuple(changes), tuple(nested))


def _tracked(field: str, prefix: str, is_staged: bool) -> Iterator[LocalChange]:
    """Read `1 XY sub mH mI mW hH hI path`."""
    _, states, _, _, index_mode, work_mode, _, oid, full = field.split(" ", 8)
    path = full.removeprefix(prefix)
    mode = int(index_mode, 8)
    entry = TreeEntry(path.rsplit("/", 1)[-1], mode, oid) if mode else None
    if is_staged:
        if states[0] != ".":
            yield LocalChange(path, entry)
    elif states[1] == ".":
        yield LocalChange(path, entry)  # the working tree equals the index, whatever its line ends
    else:
        yield (
            LocalChange(path, entry, is_on_disk=int(work_mode, 8) != 0)
            if int(work_mode, 8)
            else LocalChange(path, None)
        )


def _unmerged(field: str, prefix: str, is_staged: bool) -> LocalChange:
    """Read `u XY sub m1 m2 m3 mW h1 h2 h3 path`."""
    fields = field.split(" ", 10)
    path = fields[10].removeprefix(prefix)
    if is_staged:
        raise RegistryError(f"`{path}` is in the middle of a merge", "resolve the conflict and `git add` the file")
    return LocalChange(path, None, is_on_disk=int(fields[6], 8) != 0)


def _index_file(repository: GitRepository) -> dict[str, str]:
    """Return the index that a running `git commit` prepared for its hook, when it lies in this repository (githooks(5))."""
    named = os.environ.get("GIT_INDEX_FILE")
    if not named:
        return {}
    path = (repository.folder / named).resolve()
    return (
        {"GIT_INDEX_FILE": os.fspath(path)}
        if path.is_file() and path.is_relative_to(repository.git_dir.resolve())
        else {}
    )


def _filter_guards(repository: GitRepository) -> tuple[str, ...]:
    """Return options that keep git from running clean filters which the repository's own configuration names.

    Git runs them to compare a touched file. Which are configured is asked only when a configuration could name one.
    """
    files = (repository.common_dir / "config", repository.git_dir / "config.worktree")
    if not any(_MENTIONS.search(_read_or_nothing(file)) for file in files):
        return ()
    listed = repository.run(("config", "-z", "--includes", "--show-scope", "--name-only", "--get-regexp", r"^filter\."))
    fields = listed.output.decode("utf-8", "surrogateescape").split("\0")
    names = dict.fromkeys(
        found[1]
        for scope, key in zip(fields[::2], fields[1::2], strict=False)
        if scope in ("local", "worktree") and (found := _FILTER.fullmatch(key))
    )
    return tuple(option for name in names for option in _no_filter(name))


def _no_filter(name: str) -> Iterator[str]:
    if re.search(r"[=\x00-\x1f]", name):
        raise RegistryError(
            f"this repository configures a filter named {name!r}", "remove it: `git config --remove-section`"
        )
    for key, value in (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")):
        yield from ("-c", f"filter.{name}.{key}={value}")


def _read_or_nothing(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
