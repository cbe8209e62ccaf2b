"""The version that a change needs. How versions are written and ordered is said in `schemes`."""

from collections.abc import Iterable

from crossdock.registry.compat.history import Baseline
from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.compat.schemes import Scheme, Stability, scheme_of
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.release import ReleaseLog
from crossdock.registry.model.result import Bump


def needed_bump(judgements: Iterable[Judgement], is_same: bool = False) -> Bump:
    """Return the part of the version that must move: a break needs the major, anything else that is seen on the wire the minor.

    Without judgements only words changed: that is a patch, or nothing when `is_same` says that the promise is the same.
    """
    found = [judgement.bump for judgement in judgements]
    return max([Bump.NONE if is_same else Bump.PATCH, *found], key=lambda bump: bump.rank)


def needed_version(contract: Contract, was: Baseline, bump: Bump, log: ReleaseLog) -> str | None:
    """Return the lowest version that is free and enough for a bump; `None` when none is needed or it cannot be said.

    A pre-release announces a version that it need not keep to, so it may break within the line; where nothing was ever released no step
    is needed: the version that is stated is the one that the first release will have.
    """
    scheme, previous = scheme_of(contract.scheme), was.contract.version
    is_unreleased = was.release is None and not log.releases
    if bump is Bump.NONE or previous is None or is_unreleased or scheme.order(previous) is None:
        return None
    is_ahead = contract.version is not None and scheme.stability(contract.version) is Stability.PRERELEASE
    may_stay = is_ahead and bump is Bump.MAJOR
    return _free(scheme, scheme.next_in_line(previous) if may_stay else scheme.next(previous, bump), log)


def least_version(contract: Contract, was: Baseline, bump: Bump, log: ReleaseLog) -> str | None:
    """Return the lowest version that will do within the line: the needed one, or after a break the lowest that may break there.

    A version of another line would be refused in this line's folder, and the break itself says that it needs one.
    """
    needed, previous = needed_version(contract, was, bump, log), was.contract.version
    scheme = scheme_of(contract.scheme)
    line = scheme.line(needed) if needed is not None else None
    is_elsewhere = bump is Bump.MAJOR and line is not None and line not in (contract.line, "0")
    return _free(scheme, scheme.next_in_line(previous), log) if is_elsewhere and previous is not None else needed


def _free(scheme: Scheme, needed: str, log: ReleaseLog) -> str:
    for _ in log.releases:  # a version that was withdrawn is not given again
        if log.find(needed) is None:
            break
        needed = scheme.next(needed, Bump.PATCH)
    return needed
