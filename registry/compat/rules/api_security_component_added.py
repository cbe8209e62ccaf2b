"""Compatibility rule: a security scheme is defined."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-component-added", on=ChangeKind.SECURITY_SCHEME_ADDED, breaks=False)
def api_security_component_added(change: Change) -> str:
    """A security scheme is defined.

    Why: That an operation asks for it is told at the operation.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.27 (Security Scheme Object).
    """
    return f"security scheme `{change.subject}` was added"


RULES = (api_security_component_added,)
