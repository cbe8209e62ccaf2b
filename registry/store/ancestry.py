"""Whether content was ever merged: part of some commit in the history of a state."""

from collections.abc import Mapping
from functools import lru_cache

from crossdock.registry.store.git import GitRepository, git_failure
from crossdock.registry.store.overlay_snapshot import OverlaySnapshot
from crossdock.registry.store.revision_snapshot import RevisionSnapshot
from crossdock.registry.store.snapshot import Snapshot


def find_unmerged(snapshot: Snapshot, files: Mapping[str, str]) -> str | None:
    """Return the first path (relative to the registry root) whose blob no commit up to this state held.

    `None` when all were held, and when the state has no history to ask. In a shallow clone what is not here counts as held, because
    absence proves nothing there.
    """
    state = snapshot.head if isinstance(snapshot, OverlaySnapshot) else snapshot
    if not isinstance(state, RevisionSnapshot) or state.commit is None:
        return None
    repository = state.objects.repository
    if repository.is_shallow():
        return None
    merged = _merged_objects(repository, state.commit)
    return next((path for path, blob in sorted(files.items()) if blob not in merged), None)


@lru_cache(maxsize=2)
def _merged_objects(repository: GitRepository, commit: str) -> frozenset[str]:
    """Return the ids of all objects that a commit and its history hold: one process, asked only for records of older content."""
    answer = repository.run(("rev-list", "--objects", "--no-object-names", commit, "--"))
    if answer.code:
        raise git_failure("the history could not be read", answer.complaint)
    return frozenset(answer.output.decode("ascii").split())
