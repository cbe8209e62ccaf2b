"""Compatibility rule: an operation is removed that was not deprecated before."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-removed-without-deprecation", on=ChangeKind.OPERATION_REMOVED, breaks=True)
def api_removed_without_deprecation(change: Change) -> str:
    """An operation is removed that was not deprecated before.

    Why: Callers of the base version get no answer any more, and had no warning.
    Fix: Keep it, mark it `deprecated`, and remove it in a new line.
    Source: OpenAPI 3.1.1, section 4.8.10 (`deprecated`).
    """
    return f"operation `{change.subject}` was removed"


RULES = (api_removed_without_deprecation,)
