"""Compatibility rule: an operation no longer asks for a scope."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-scope-removed", on=ChangeKind.SCOPE_REMOVED, breaks=False)
def api_security_scope_removed(change: Change) -> str:
    """An operation no longer asks for a scope.

    Why: Callers of the base version show more than is asked and are still let in.
    Fix: Nothing to do.
    Source: RFC 6749, section 3.3; OpenAPI 3.1.1, section 4.8.30.
    """
    return f"scope `{change.subject}` is no longer asked for"


RULES = (api_security_scope_removed,)
