"""Which commit a change is judged against, and why that one."""

from collections.abc import Mapping
from dataclasses import dataclass

from crossdock.registry.errors import RevisionNotFound
from crossdock.registry.store.ci import CiBase, find_ci_base
from crossdock.registry.store.merge_base import find_merge_base
from crossdock.registry.store.objects import ObjectReader

_FIX = "name the base: `--base origin/main`, or a commit"


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a check. `commit` is `None` when nothing came before; `reason` is a clause that says where it came from."""

    commit: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Head:
    """What is judged: a commit (`None` before the first), and whether the working tree or index adds to it."""

    commit: str | None
    is_changed: bool = False


def find_base(
    objects: ObjectReader,
    head: Head,
    *,
    explicit: str | None = None,
    default_branch: str = "main",
    environ: Mapping[str, str],
) -> Base:
    """Return the base of a check of `head`.

    The first that speaks decides: `explicit` (`--base`), the CI environment in `environ`, the commit where HEAD left the default branch
    (`origin/<default_branch>`, then `<default_branch>`, then `origin/HEAD`). On the default branch itself the base is HEAD for local
    changes, else HEAD's first parent. Raises RevisionNotFound, with the mend, when what speaks is not here or nothing speaks.
    """
    if explicit is not None:
        return _where_left(objects, head, objects.resolve(explicit), f"`{explicit}`")
    if head.commit is None:
        return Base(None, "nothing was committed before")
    said = find_ci_base(environ)
    if said is not None:
        found = _from_ci(objects, head, said)
        if found is not None:
            return found
    return _from_default_branch(
        objects, head, default_branch, f" ({said.none})" if said is not None and said.none else ""
    )


def _where_left(objects: ObjectReader, head: Head, commit: str, name: str) -> Base:
    """Return the commit where the head left `commit`, or `commit` itself when it did not leave it."""
    if head.commit is None or commit == head.commit:
        return Base(commit, name)
    try:
        parted = find_merge_base(objects, head.commit, commit)
    except RevisionNotFound:
        return Base(commit, f"{name} as it is: this clone is too shallow to tell where they parted")
    if parted is None or parted in (commit, head.commit):
        return Base(commit, name)
    return Base(parted, f"the commit where HEAD left {name}")


def _from_ci(objects: ObjectReader, head: Head, said: CiBase) -> Base | None:
    """Return the base that the CI environment names, `None` when it names none for this head."""
    assert head.commit is not None  # noqa: S101 - asked by find_base
    if said.is_merge and head.commit == said.commit_under_test:
        commit = objects.find_commit(head.commit)
        if commit is not None and len(commit.parents) > 1:
            return _present(objects, commit.parents[0], f"{said.ci}: the first parent of the merge commit")
    if said.commit is not None:
        is_gone = bool(said.none) and objects.find_commit(said.commit) is None
        is_about_head = said.commit_under_test in (None, head.commit)
        return None if is_gone or not is_about_head else _present(objects, said.commit, f"{said.ci}: {said.source}")
    return None if said.branch is None else _where_left_target(objects, head.commit, said, said.branch)


def _where_left_target(objects: ObjectReader, head: str, said: CiBase, branch: str) -> Base:
    """Return the commit where the head left the branch that a pull request goes to."""
    tip = _first(objects, (f"refs/remotes/origin/{branch}", f"refs/heads/{branch}", *said.else_commits))
    if tip is None:
        raise RevisionNotFound(
            f"{said.ci} says in {said.source} that the target is `{branch}`, which this clone does not have",
            f"`git fetch origin {branch}`, or `fetch-depth: 0` in the workflow",
        )
    parted = find_merge_base(objects, head, tip)
    if parted is None:
        raise RevisionNotFound(f"HEAD shares no history with `{branch}`, which {said.ci} names in {said.source}", _FIX)
    return Base(parted, f"{said.ci}: the commit where HEAD left `{branch}`, which {said.source} names")


def _present(objects: ObjectReader, commit: str, reason: str) -> Base:
    if objects.find_commit(commit) is None:
        raise RevisionNotFound(
            f"the base `{commit}` is not in this clone ({reason})",
            f"`git fetch --depth=1 origin {commit}`, or `fetch-depth: 0` in the workflow",
        )
    return Base(commit, reason)


def _from_default_branch(objects: ObjectReader, head: Head, branch: str, note: str) -> Base:
    assert head.commit is not None  # noqa: S101 - asked by find_base
    for name in (f"origin/{branch}", branch, "origin/HEAD"):
        ref = f"refs/heads/{name}" if name == branch else f"refs/remotes/{name}"
        tip = _first(objects, (ref,))
        if tip is None:
            continue
        parted = find_merge_base(objects, head.commit, tip)
        if parted is None:
            raise RevisionNotFound(f"HEAD shares no history with `{name}`", _FIX)
        if parted != head.commit:
            return Base(parted, f"the commit where HEAD left `{name}`{note}")
        return _on_default_branch(objects, head, name, note)
    raise RevisionNotFound(
        f"nothing says what to compare with: there is no `origin/{branch}` and no `{branch}`{note}",
        "state `default_branch` in crossdock.yaml, or name the base: `--base COMMIT`",
    )


def _on_default_branch(objects: ObjectReader, head: Head, name: str, note: str) -> Base:
    """Return the base where HEAD is part of the default branch: what it adds is local changes, or its own commit."""
    assert head.commit is not None  # noqa: S101 - asked by find_base
    if head.is_changed:
        return Base(head.commit, f"HEAD, which is part of `{name}`{note}")
    commit = objects.find_commit(head.commit)
    if commit is None or not commit.parents:
        return Base(None, "HEAD is the first commit")
    return _present(objects, commit.parents[0], f"the parent of HEAD, which is part of `{name}`{note}")


def _first(objects: ObjectReader, names: tuple[str, ...]) -> str | None:
    for name in names:
        try:
            return objects.resolve(name)
        except RevisionNotFound:
            continue
    return None
