"""Compatibility rule: an operation is marked as deprecated."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("endpoint-deprecated", on=ChangeKind.OPERATION_DEPRECATED, breaks=False)
def endpoint_deprecated(change: Change) -> str:
    """An operation is marked as deprecated.

    Why: Callers should move before it goes.
    Fix: Say in the description what takes its place, and set `sunset` in the manifest.
    Source: OpenAPI 3.1.1, section 4.8.10 (`deprecated`).
    """
    return f"`{change.subject}` was deprecated"


RULES = (endpoint_deprecated,)
