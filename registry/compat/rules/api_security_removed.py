"""Compatibility rule: a way of authentication is no longer enough."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-removed", on=ChangeKind.SECURITY_REMOVED, breaks=True)
def api_security_removed(change: Change) -> str:
    """A way of authentication is no longer enough.

    Why: Callers of the base version that show it are refused.
    Fix: Keep accepting it until the last consumer has moved, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.30 (Security Requirement Object).
    """
    return f"{change.subject} is no longer accepted; {change.after} is asked for"


RULES = (api_security_removed,)
