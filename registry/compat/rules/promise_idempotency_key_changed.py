"""Compatibility rule: the key by which repetitions are recognised changes or goes."""

from crossdock.registry.compat.promise_conditions import is_idempotency
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-idempotency-key-changed", on=ChangeKind.PROMISE_CHANGED, when=is_idempotency, breaks=True)
def promise_idempotency_key_changed(change: Change) -> str:
    """The key by which repetitions are recognised changes or goes.

    Why: Consumers that drop repetitions by the old key process them twice.
    Fix: Send both keys until the last consumer has moved, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.idempotency_key`).
    """
    return promise(change)


RULES = (promise_idempotency_key_changed,)
