"""Compatibility rule: fewer calls are allowed in a period."""

from crossdock.registry.compat.promise_conditions import rate_lowered
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-rate-limit-lowered", on=ChangeKind.PROMISE_CHANGED, when=rate_lowered, breaks=True)
def promise_rate_limit_lowered(change: Change) -> str:
    """Fewer calls are allowed in a period.

    Why: Consumers that keep to the old limit are refused with 429.
    Fix: Keep the limit, or agree on the new one with every consumer.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.rate_limit`).
    """
    return promise(change)


RULES = (promise_rate_limit_lowered,)
