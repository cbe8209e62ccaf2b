"""The version that a change needs. How versions are written and ordered is said in `schemes`."""

from collections.abc import Iterable

from crossdock.registry.compat.judge import Judgement
from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.model.release import Release
from crossdock.registry.model.result import Bump


def needed_bump(judgements: Iterable[Judgement], is_same: bool = False) -> Bump:
    """Return the part of the version that must move: a break needs the major, anything else that is seen on the wire the minor.

    Without judgements only words changed: that is a patch, or nothing when `is_same` says that the promise is the same.
    """
    found = [judgement.bump for judgement in judgements]
    return max([Bump.NONE if is_same else Bump.PATCH, *found], key=lambda bump: bump.rank)


def needed_version(scheme: str, released: str | None, bump: Bump) -> str | None:
    """Return the lowest version that will do; `None` when nothing was released or nothing changed."""
    return None if released is None or bump is Bump.NONE else scheme_of(scheme).next(released, bump)


def newest_first(scheme: str, releases: Iterable[Release]) -> tuple[Release, ...]:
    """Return releases by version, newest first; those that cannot be read are left out."""
    return scheme_of(scheme).newest_first(releases, lambda release: release.version)
