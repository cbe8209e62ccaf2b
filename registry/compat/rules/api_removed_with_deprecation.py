"""Compatibility rule: a deprecated operation is removed."""

from crossdock.registry.compat.conditions import was_deprecated
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-removed-with-deprecation", on=ChangeKind.OPERATION_REMOVED, when=was_deprecated, breaks=True)
def api_removed_with_deprecation(change: Change) -> str:
    """A deprecated operation is removed.

    Why: A deprecation is a warning, not an agreement: callers that did not move get no answer any more.
    Fix: Remove it in a new line, when the last consumer has moved.
    Source: OpenAPI 3.1.1, section 4.8.10 (`deprecated`).
    """
    return f"deprecated operation `{change.subject}` was removed"


RULES = (api_removed_with_deprecation,)
