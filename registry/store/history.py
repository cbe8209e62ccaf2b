"""Writes commits onto a branch of their own, without touching the work tree or the index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.git import GitRepository, git_failure
from crossdock.registry.store.objects import ObjectReader, is_oid

_MODE = "100644"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit. `files` maps paths in the repository to their content, `None` removes one; what is not named stays.

    `date` is in seconds since 1970 (UTC). `author` is `Name <address>`.
    """

    message: str
    date: int
    author: str = "Crossdock <crossdock@localhost>"
    files: Mapping[str, bytes | None] = field(default_factory=dict)


def write_history(repository: GitRepository, branch: str, steps: Iterable[Step], *, start: str | None = None) -> str:
    """Write one commit per step onto a new branch, and return the last commit's id.

    The branch starts at the commit id `start`, `None` for no parent. All commits appear together or not at all. Raises RegistryError
    when the branch exists, its name or a path is not allowed, there is no step, or git refuses.
    """
    ref = f"refs/heads/{branch}"
    _refuse_name(repository, branch)
    _refuse_existing(repository, branch)
    stream = b"".join(_commits(ref, steps, start))
    if not stream:
        raise RegistryError(f"there is nothing to write onto `{branch}`", "give at least one version to import")
    answer = repository.run(
        ("fast-import", "--quiet", "--date-format=raw"), content=b"feature done\n" + stream + b"done\n"
    )
    if answer.code:
        raise git_failure(f"the branch `{branch}` could not be written", answer.complaint)
    with ObjectReader(repository) as objects:
        return objects.resolve(ref)


def _refuse_name(repository: GitRepository, branch: str) -> None:
    if branch.startswith("-") or repository.run(("check-ref-format", f"refs/heads/{branch}")).code:
        raise RegistryError(f"`{branch}` is no name for a branch", "use letters, digits, `-` and `/`: `import/2026-01`")


def _refuse_existing(repository: GitRepository, branch: str) -> None:
    if not repository.run(("show-ref", "--verify", "--quiet", f"refs/heads/{branch}")).code:
        raise RegistryError(f"the branch `{branch}` exists", f"choose another, or remove it: `git branch -D {branch}`")


def _commits(ref: str, steps: Iterable[Step], start: str | None) -> Iterator[bytes]:
    """Yield the commands of git-fast-import(1)."""
    if start is not None and not is_oid(start):
        raise RegistryError(f"`{start}` is no commit id", "resolve the revision first")
    for number, step in enumerate(steps):
        author = "".join(character for character in step.author if character.isprintable())
        yield f"commit {ref}\nauthor {author} {step.date} +0000\ncommitter {author} {step.date} +0000\n".encode()
        yield _data(step.message.encode())
        if number == 0 and start is not None:
            yield f"from {start}\n".encode()
        for path, content in sorted(step.files.items()):
            yield _file(path, content)
        yield b"\n"


def _file(path: str, content: bytes | None) -> bytes:
    name = _quoted(path)
    return b"D " + name + b"\n" if content is None else f"M {_MODE} inline ".encode() + name + b"\n" + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """Quote a path as fast-import reads it. Raises RegistryError for one that would leave the tree or name git's own folder."""
    parts = path.split("/")
    if any(part in ("", ".", "..") or part.lower() == ".git" or "\0" in part for part in parts):
        raise RegistryError(
            f"{path!r} is no path inside a repository", "name it relative to the repository's top, without `..`"
        )
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")
