"""Which files differ between two snapshots."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossdock.registry.model.result import Touch
from crossdock.registry.store.disk import is_same_text
from crossdock.registry.store.overlay_snapshot import OverlaySnapshot
from crossdock.registry.store.revision_snapshot import RevisionSnapshot
from crossdock.registry.store.snapshot import Snapshot
from crossdock.registry.store.trees import diff_trees


@dataclass(frozen=True, slots=True)
class PathChange:
    """One file that was added, changed or removed. A blob id is `None` where there is no file or Git has not stored it."""

    path: str
    touch: Touch
    base_oid: str | None
    revision_oid: str | None


def changed_paths(base: Snapshot, revision: Snapshot) -> list[PathChange]:
    """Return the files that differ, sorted by path. Line ends do not count where a checkout may have changed them.

    Between commits only folders whose tree ids differ are read, and no file is. What is no readable file (see
    `Snapshot.obstacles`) counts as absent.
    """
    candidates = _candidates(base, revision)
    before, after = base.oids(candidates), revision.oids(candidates)
    unstored = [path for path in candidates if not (base.is_stored(path) and revision.is_stored(path))]
    was, now = base.read_many(unstored), revision.read_many(unstored)
    changes = []
    for path in candidates:
        pair = (was.get(path), now.get(path)) if path in was or path in now else (before.get(path), after.get(path))
        touch = _judge(*pair)
        if touch is not None:
            changes.append(PathChange(path, touch, before.get(path), after.get(path)))
    return changes


def _candidates(base: Snapshot, revision: Snapshot) -> list[str]:
    """Return, sorted, all paths that may differ."""
    before, local_before = _tree_and_local(base)
    after, local_after = _tree_and_local(revision)
    if before is None or after is None:
        return sorted({*base.paths(), *revision.paths()})
    between = diff_trees(before.objects, before.tree_id, after.tree_id)
    return sorted({*(change.path for change in between), *local_before, *local_after})


def _tree_and_local(snapshot: Snapshot) -> tuple[RevisionSnapshot | None, Iterable[str]]:
    if isinstance(snapshot, OverlaySnapshot):
        return snapshot.head, snapshot.changes
    return (snapshot, ()) if isinstance(snapshot, RevisionSnapshot) else (None, ())


def _judge(was: bytes | str | None, now: bytes | str | None) -> Touch | None:
    """Judge two contents, or two blob ids."""
    if was is None or now is None:
        return None if was is now else Touch.ADDED if was is None else Touch.REMOVED
    if isinstance(was, bytes) and isinstance(now, bytes):
        return None if is_same_text(was, now) else Touch.CHANGED
    return None if was == now else Touch.CHANGED
