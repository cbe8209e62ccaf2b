"""Compatibility rule: the default of a value changes in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-default-value-changed",
    on=ChangeKind.DEFAULT_CHANGED,
    position=Position.INPUT,
    breaks=False,
    severity=Severity.WARNING,
    twin="response-property-default-value-changed",
)
def request_property_default_value_changed(change: Change) -> str:
    """The default of a value changes in a payload that the owner accepts.

    Why: The same payloads are accepted, but whoever leaves the value out gets another behaviour.
    Fix: Keep the default, or tell senders to state the value.
    Source: JSON Schema 2020-12 validation, section 9.2 (`default`).
    """
    return f"default of `{change.subject}` {turned(change)}"


RULES = (request_property_default_value_changed,)
