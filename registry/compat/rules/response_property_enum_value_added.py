"""Compatibility rule: a new value appears in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-enum-value-added",
    on=ChangeKind.ENUM_VALUE_ADDED,
    position=Position.OUTPUT,
    twin="request-property-enum-value-removed",
)
def response_property_enum_value_added(change: Change) -> str:
    """A new value appears in a payload that the owner emits.

    Why: Readers of the base version do not know the value; a closed enum in generated code rejects the whole payload.
    Fix: Announce the list as open before it grows, or send the new value in a property of its own, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was added to the values of `{place_name(change)}`"


RULES = (response_property_enum_value_added,)
