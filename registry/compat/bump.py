"""The version that a change needs. How versions are written and ordered is said in `schemes`."""

from collections.abc import Iterable

from crossdock.registry.compat.judge import Judgement
from crossdock.registry.model.result import Bump


def needed_bump(judgements: Iterable[Judgement], is_same: bool = False) -> Bump:
    """Return the part of the version that must move: a break needs the major, anything else that is seen on the wire the minor.

    Without judgements only words changed: that is a patch, or nothing when `is_same` says that the promise is the same.
    """
    found = [judgement.bump for judgement in judgements]
    return max([Bump.NONE if is_same else Bump.PATCH, *found], key=lambda bump: bump.rank)
