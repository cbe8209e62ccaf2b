"""Compatibility rule: an answer leads on to something else, or no longer on."""

from crossdock.registry.compat.binding_conditions import is_link
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "response-link-changed", on=ChangeKind.BINDING_CHANGED, when=is_link, breaks=False, severity=Severity.WARNING
)
def response_link_changed(change: Change) -> str:
    """A link of a response is removed, or leads to another operation or with other values.

    Why: Nothing else comes over the wire, but clients and tests that follow links go astray.
    Fix: Keep the link beside a new one until they have moved.
    Source: OpenAPI 3.1.1, section 4.8.20 (Link Object).
    """
    name = change.subject.partition(" ")[2]
    return f"link `{name}` was removed" if change.after is None else f"link `{name}` {turned(change)}"


RULES = (response_link_changed,)
