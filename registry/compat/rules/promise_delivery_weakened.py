"""Compatibility rule: the delivery guarantee becomes weaker."""

from crossdock.registry.compat.promise_conditions import delivery_weakened
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-delivery-weakened", on=ChangeKind.PROMISE_CHANGED, when=delivery_weakened, breaks=True)
def promise_delivery_weakened(change: Change) -> str:
    """The delivery guarantee becomes weaker.

    Why: Consumers skip handling of lost messages when at-least-once is promised, and of repeated ones when exactly-once is.
    Fix: Keep the guarantee, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.delivery`).
    """
    return promise(change)


RULES = (promise_delivery_weakened,)
