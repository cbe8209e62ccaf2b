"""Compatibility rule: the tier becomes less critical."""

from crossdock.registry.compat.promise_conditions import tier_lowered
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-tier-lowered", on=ChangeKind.PROMISE_CHANGED, when=tier_lowered, breaks=True)
def promise_tier_lowered(change: Change) -> str:
    """The tier becomes less critical.

    Why: Consumers of a more critical tier must not depend on a less critical provider.
    Fix: Keep the tier, or agree with the owners of the consumers.
    Source: Crossdock, docs/files.md, contract.yaml (`sla.tier`).
    """
    return promise(change)


RULES = (promise_tier_lowered,)
