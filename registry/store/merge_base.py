"""Finds where two histories parted."""

from dataclasses import dataclass, field
from heapq import heappop, heappush

from crossdock.registry.errors import RevisionNotFound
from crossdock.registry.store.entries import Commit
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.objects import ObjectReader

BOUND = 256  # commits read one by one; past it a git that has the commit graph is quicker
_OURS, _THEIRS, _STALE = 1, 2, 4
_COMMON = _OURS | _THEIRS


def find_merge_base(objects: ObjectReader, ours: str, theirs: str, bound: int = BOUND) -> str | None:
    """Return a best common ancestor of two commits (git-merge-base(1)), `None` when their histories share nothing.

    Raises RevisionNotFound, with the command that mends it, when a shallow clone ends before an answer.
    """
    if ours == theirs:
        return ours
    walk = _Walk(objects)
    walk.reach(ours, _OURS)
    walk.reach(theirs, _THEIRS)
    while walk.is_open:
        if len(walk.commits) > bound:
            return _ask_git(objects.repository, ours, theirs)
        walk.step()
    best = [oid for oid in walk.common if not walk.flags[oid] & _STALE]
    if len(best) > 1:  # a criss-cross, or clocks that disagree: git's own order decides
        return _ask_git(objects.repository, ours, theirs)
    if not best and walk.missing:
        raise _too_shallow(objects.repository)
    return best[0] if best else None


@dataclass(slots=True)
class _Walk:
    """Paints history from both tips, newest commit first, as `paint_down_to_common` does (commit-reach.c)."""

    objects: ObjectReader
    flags: dict[str, int] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    common: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    queue: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a commit is queued that could still lead to a better answer."""
        return any(not self.flags[oid] & _STALE for _, oid in self.queue)

    def reach(self, oid: str, flags: int) -> None:
        """Come to a commit from a side; it is queued when that is news."""
        if self.flags.get(oid, 0) & flags == flags:
            return
        self.flags[oid] = self.flags.get(oid, 0) | flags
        commit = self.commits.get(oid) or self.objects.find_commit(oid)
        if commit is None:
            self.missing.add(oid)
            return
        self.commits[oid] = commit
        heappush(self.queue, (-commit.date, oid))

    def step(self) -> None:
        """Take the newest queued commit and come to its parents."""
        _, oid = heappop(self.queue)
        flags = self.flags[oid]
        if flags & (_COMMON | _STALE) == _COMMON:
            if oid not in self.common:
                self.common.append(oid)
            flags |= _STALE
        for parent in self.commits[oid].parents:
            self.reach(parent, flags)


def _ask_git(repository: GitRepository, ours: str, theirs: str) -> str | None:
    answer = repository.run(("merge-base", ours, theirs))
    if answer.code == 0:
        return answer.output.decode("ascii").strip()
    if answer.code == 1 and not repository.is_shallow():
        return None
    raise _too_shallow(repository)


def _too_shallow(repository: GitRepository) -> RevisionNotFound:
    if not repository.is_shallow():
        return RevisionNotFound(
            "commits between the two revisions are missing from this clone", "`git fsck` says what it lacks"
        )
    return RevisionNotFound(
        "this clone is shallow and ends before the commit where the two revisions parted",
        "`git fetch --unshallow` (or `--deepen=100`), or `fetch-depth: 0` in the workflow",
    )
