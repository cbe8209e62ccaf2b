"""Compatibility rule: the type of a value changes in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import types
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-type-changed",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.OUTPUT,
    twin="request-property-type-changed",
)
def response_property_type_changed(change: Change) -> str:
    """The type of a value changes in a payload that the owner emits.

    Why: Readers of the base version expect the old type; only a type that lies within it can be read.
    Fix: Emit the old type and add a new property for the new one, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`).
    """
    return f"type of `{change.subject}` changed from {types(change.before)} to {types(change.after)}"


RULES = (response_property_type_changed,)
