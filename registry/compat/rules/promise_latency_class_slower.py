"""Compatibility rule: the latency class becomes slower."""

from crossdock.registry.compat.promise_conditions import latency_class_slower
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-latency-class-slower", on=ChangeKind.PROMISE_CHANGED, when=latency_class_slower, breaks=True)
def promise_latency_class_slower(change: Change) -> str:
    """The latency class becomes slower.

    Why: Processes that wait for an answer, or for messages within seconds, are built on the old class.
    Fix: Keep the class, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.latency.class`).
    """
    return promise(change)


RULES = (promise_latency_class_slower,)
