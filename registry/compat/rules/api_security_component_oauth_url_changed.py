"""Compatibility rule: an address of a security scheme changes: where tokens are asked for or refreshed."""

from crossdock.registry.compat.binding_conditions import is_scheme_address
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "api-security-component-oauth-url-changed",
    on=ChangeKind.BINDING_CHANGED,
    when=is_scheme_address,
    breaks=False,
    severity=Severity.WARNING,
)
def api_security_component_oauth_url_changed(change: Change) -> str:
    """An address of a security scheme changes: where tokens are asked for or refreshed.

    Why: Callers of the base version ask the old address for tokens.
    Fix: Keep the old address answering until the last consumer has moved.
    Source: OpenAPI 3.1.1, section 4.8.29 (OAuth Flow Object).
    """
    return f"{change.subject} {turned(change)}"


RULES = (api_security_component_oauth_url_changed,)
