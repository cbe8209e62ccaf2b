"""Compatibility rule: data may be kept in a further region."""

from crossdock.registry.compat.promise_conditions import residency_widened
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-residency-widened", on=ChangeKind.PROMISE_CHANGED, when=residency_widened, breaks=True)
def promise_residency_widened(change: Change) -> str:
    """Data may be kept in a further region.

    Why: Consumers handed their data over on the promise of where it stays.
    Fix: Agree with the data owners before the region is added.
    Source: Crossdock, docs/files.md, contract.yaml (`classification.residency`).
    """
    return promise(change)


RULES = (promise_residency_widened,)
