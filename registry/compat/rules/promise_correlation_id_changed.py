"""Compatibility rule: the place of the correlation id changes or goes."""

from crossdock.registry.compat.promise_conditions import is_correlation_promise
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-correlation-id-changed", on=ChangeKind.PROMISE_CHANGED, when=is_correlation_promise, breaks=True)
def promise_correlation_id_changed(change: Change) -> str:
    """The place of the correlation id changes or goes.

    Why: Consumers follow a flow across systems by the old place.
    Fix: Send the id in both places until the last consumer has moved.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.correlation_id`).
    """
    return promise(change)


RULES = (promise_correlation_id_changed,)
