"""Policy: nothing says how soon what must not stop is back."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy("recovery-objectives-missing", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def recovery_objectives_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract of tier 1 states no recovery time or no recovery point.

    Why: in an outage nobody knows how long consumers must hold their data, nor how much has to be sent again.
    Fix: State `sla.recovery_time` and `sla.recovery_point`, in the system's `defaults` when all its contracts share them.
    Source: ISO 22301:2019, 8.2.2 (business impact analysis); NIST SP 800-34, 3.2.1 (recovery objectives).
    Bad:
        sla: {tier: 1}
    Good:
        sla: {tier: 1, recovery_time: PT1H, recovery_point: PT5M}
    """
    sla = contract.sla
    stated = {"recovery_time": sla.recovery_time, "recovery_point": sla.recovery_point}
    missing = [name for name, value in stated.items() if value is None]
    if sla.tier == 1 and missing:
        yield Violation(f"`{contract.key}` is of tier 1 and states no {' and no '.join(missing)}", f"/sla/{missing[0]}")


POLICY = recovery_objectives_missing
