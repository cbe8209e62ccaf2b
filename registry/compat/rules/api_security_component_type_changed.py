"""Compatibility rule: the kind of a security scheme changes: what is shown, where, or under which name."""

from crossdock.registry.compat.binding_conditions import is_scheme_kind
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-component-type-changed", on=ChangeKind.BINDING_CHANGED, when=is_scheme_kind, breaks=True)
def api_security_component_type_changed(change: Change) -> str:
    """The kind of a security scheme changes: what is shown, where, or under which name.

    Why: Callers of the base version show the old thing at the old place, and are refused.
    Fix: Add a second scheme as an alternative, and drop the first when the last consumer has moved.
    Source: OpenAPI 3.1.1, section 4.8.27 (Security Scheme Object).
    """
    return f"{change.subject} {turned(change)}"


RULES = (api_security_component_type_changed,)
