"""Whether a file had a certain content somewhere in the history of a state."""

from collections.abc import Mapping

from crossdock.registry.store.overlay_snapshot import OverlaySnapshot
from crossdock.registry.store.revision_snapshot import RevisionSnapshot
from crossdock.registry.store.snapshot import Snapshot


def find_unmerged(snapshot: Snapshot, files: Mapping[str, str]) -> str | None:
    """Return the first path (relative to the registry root) that no commit up to this state held with that blob id.

    One `git log` a file that is not in the state itself; `None` when all were held, and when the state has no history to ask.
    In a shallow clone only the history that is here can be asked: what it does not hold counts as held, because absence proves nothing.
    """
    state = snapshot.head if isinstance(snapshot, OverlaySnapshot) else snapshot
    if not isinstance(state, RevisionSnapshot) or state.commit is None:
        return None
    repository = state.objects.repository
    if repository.is_shallow():
        return None
    for path, blob in sorted(files.items()):
        answer = repository.run(
            ("log", "-1", "--format=%H", "--no-ext-diff", "--no-textconv", f"--find-object={blob}", state.commit, "--")
        )
        if answer.code or not answer.output.strip():
            return path
    return None
