"""Compatibility rule: a security scheme is no longer defined."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-component-removed", on=ChangeKind.SECURITY_SCHEME_REMOVED, breaks=False)
def api_security_component_removed(change: Change) -> str:
    """A security scheme is no longer defined.

    Why: Who is let in with it is told at each operation.
    Fix: Nothing to do, unless an operation still names it.
    Source: OpenAPI 3.1.1, section 4.8.27 (Security Scheme Object).
    """
    return f"security scheme `{change.subject}` was removed"


RULES = (api_security_component_removed,)
