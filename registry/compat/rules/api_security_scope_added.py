"""Compatibility rule: an operation asks for a further scope."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-scope-added", on=ChangeKind.SCOPE_ADDED, breaks=True)
def api_security_scope_added(change: Change) -> str:
    """An operation asks for a further scope.

    Why: Tokens of the base version lack it, so callers are refused.
    Fix: Grant the scope to every client before it is asked for, or start a new line beside this one.
    Source: RFC 6749, section 3.3; OpenAPI 3.1.1, section 4.8.30.
    """
    return f"scope `{change.subject}` is asked for as well"


RULES = (api_security_scope_added,)
