"""Compatibility rule: an operation accepts another way of authentication."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-alternative-added", on=ChangeKind.SECURITY_ADDED, breaks=False)
def api_security_alternative_added(change: Change) -> str:
    """An operation accepts another way of authentication.

    Why: Callers of the base version are still let in by the way they know.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.30 (Security Requirement Object).
    """
    return f"{change.subject} is accepted as well"


RULES = (api_security_alternative_added,)
