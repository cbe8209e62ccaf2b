"""Compatibility rule: the type of a value changes in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import types
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-type-changed",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.INPUT,
    twin="response-property-type-changed",
)
def request_property_type_changed(change: Change) -> str:
    """The type of a value changes in a payload that the owner accepts.

    Why: Senders of the base version still send the old type; only a type that contains the old one accepts it.
    Fix: Accept both types, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`).
    """
    return f"type of `{change.subject}` changed from {types(change.before)} to {types(change.after)}"


RULES = (request_property_type_changed,)
