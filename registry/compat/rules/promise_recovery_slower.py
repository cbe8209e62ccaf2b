"""Compatibility rule: recovery takes longer, or more data may be lost."""

from crossdock.registry.compat.promise_conditions import recovery_slower
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-recovery-slower",
    on=ChangeKind.PROMISE_CHANGED,
    when=recovery_slower,
    breaks=True,
    severity=Severity.WARNING,
)
def promise_recovery_slower(change: Change) -> str:
    """Recovery takes longer, or more data may be lost.

    Why: Continuity plans of consumers are built on the old time and point.
    Fix: Keep them, or agree with the owners of the consumers.
    Source: Crossdock, docs/files.md, contract.yaml (`sla.recovery_time and sla.recovery_point`).
    """
    return promise(change)


RULES = (promise_recovery_slower,)
