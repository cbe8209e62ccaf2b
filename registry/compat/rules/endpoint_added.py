"""Compatibility rule: an operation is added."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("endpoint-added", on=ChangeKind.OPERATION_ADDED, breaks=False)
def endpoint_added(change: Change) -> str:
    """An operation is added.

    Why: Nobody who lives on the base version calls it.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.9 (Path Item Object).
    """
    return f"operation `{change.subject}` was added"


RULES = (endpoint_added,)
