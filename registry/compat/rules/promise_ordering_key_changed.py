"""Compatibility rule: the key within which order is kept changes or goes."""

from crossdock.registry.compat.promise_conditions import is_ordering
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-ordering-key-changed", on=ChangeKind.PROMISE_CHANGED, when=is_ordering, breaks=True)
def promise_ordering_key_changed(change: Change) -> str:
    """The key within which order is kept changes or goes.

    Why: Consumers apply messages in the order they come; without the key a later state is overwritten by an earlier one.
    Fix: Keep the order by the old key, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.ordering_key`).
    """
    return promise(change)


RULES = (promise_ordering_key_changed,)
