"""Compatibility rule: what was deprecated is in use again."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("endpoint-reactivated", on=ChangeKind.OPERATION_REACTIVATED, breaks=False)
def endpoint_reactivated(change: Change) -> str:
    """What was deprecated is in use again.

    Why: Who began to move away may stay.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.10 (`deprecated`).
    """
    return f"`{change.subject}` is no longer deprecated"


RULES = (endpoint_reactivated,)
