"""Compatibility rule: less availability is promised."""

from crossdock.registry.compat.promise_conditions import availability_lowered
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-availability-lowered", on=ChangeKind.PROMISE_CHANGED, when=availability_lowered, breaks=True)
def promise_availability_lowered(change: Change) -> str:
    """Less availability is promised.

    Why: What consumers promise to theirs is built on it.
    Fix: Keep the availability, or agree with the owners of the consumers.
    Source: Crossdock, docs/files.md, contract.yaml (`sla.availability`).
    """
    return promise(change)


RULES = (promise_availability_lowered,)
