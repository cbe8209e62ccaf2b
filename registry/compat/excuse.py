"""When a break is allowed: drafts and versions that say of themselves that they are not stable may break, and it is noted."""

from crossdock.registry.compat.history import Baseline
from crossdock.registry.compat.schemes import Stability, scheme_of
from crossdock.registry.model.contract import Contract, LifecycleState


def excuse_of(contract: Contract, was: Baseline, needed: str | None) -> str:
    """Return why a contract may break what it is compared with, `""` when it may not.

    Below 1.0.0 it may when its version announces the break: `needed` is the version that the change needs. Source: Semantic Versioning
    2.0.0, sections 4 and 9.
    """
    if contract.lifecycle.state is LifecycleState.DRAFT:
        return "a draft may break"
    scheme, declared = scheme_of(contract.scheme), contract.version
    if declared is not None and scheme.stability(declared) is Stability.PRERELEASE:
        return f"`{declared}` is a pre-release, which may break"
    if was.release is None:
        return ""
    before = scheme.stability(was.release.version)
    if before is Stability.PRERELEASE:
        return f"`{was.name}` was a pre-release, which what follows may break"
    is_announced = declared is not None and needed is not None and scheme.is_enough(declared, needed)
    if before is Stability.INITIAL and is_announced:
        return f"`{was.name}` is below 1.0.0, and `{declared}` announces a break"
    return ""
