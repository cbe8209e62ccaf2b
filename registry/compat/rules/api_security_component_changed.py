"""Compatibility rule: another fact of a security scheme changes, such as the scopes that it lists."""

from crossdock.registry.compat.binding_conditions import is_scheme
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-security-component-changed", on=ChangeKind.BINDING_CHANGED, when=is_scheme, breaks=False)
def api_security_component_changed(change: Change) -> str:
    """Another fact of a security scheme changes, such as the scopes that it lists.

    Why: Callers of the base version are still let in.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.27 (Security Scheme Object).
    """
    owner, _, scope = change.subject.rpartition(" scopes ")
    if owner:
        return f"scope `{scope}` is {'listed' if change.before is None else 'no longer listed'} by {owner}"
    return f"{change.subject} {turned(change)}"


RULES = (api_security_component_changed,)
