"""Compatibility rule: a protocol fact of an operation, channel or message changes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("binding-changed", on=ChangeKind.BINDING_CHANGED, breaks=False)
def binding_changed(change: Change) -> str:
    """A protocol fact of an operation, channel or message changes.

    Why: It may matter to clients that are configured by hand.
    Fix: Tell consumers what to configure.
    Source: AsyncAPI bindings; OpenAPI 3.1.1, section 4.8.15 (Encoding Object).
    """
    return f"{change.subject} {turned(change)}"


RULES = (binding_changed,)
