"""Compatibility rule: an operation that asked for nothing asks for authentication."""

from crossdock.registry.compat.conditions import is_refused
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-added", on=ChangeKind.SECURITY_ADDED, when=is_refused, breaks=True)
def api_security_added(change: Change) -> str:
    """An operation that asked for nothing asks for authentication.

    Why: Callers of the base version show nothing and are refused.
    Fix: Offer it as an alternative first (`security: [{}, …]`), or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.30 (Security Requirement Object).
    """
    return f"{change.subject} is asked for where nothing was"


RULES = (api_security_added,)
