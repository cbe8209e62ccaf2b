"""Compatibility rule: the latency target becomes slower."""

from crossdock.registry.compat.promise_conditions import latency_target_slower
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-latency-target-slower",
    on=ChangeKind.PROMISE_CHANGED,
    when=latency_target_slower,
    breaks=True,
    severity=Severity.WARNING,
)
def promise_latency_target_slower(change: Change) -> str:
    """The latency target becomes slower.

    Why: Time-outs and service levels of consumers are built on the old target.
    Fix: Keep the target, or tell consumers before it changes.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.latency.target`).
    """
    return promise(change)


RULES = (promise_latency_target_slower,)
