"""Compatibility rule: a value is no longer allowed in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-enum-value-removed",
    on=ChangeKind.ENUM_VALUE_REMOVED,
    position=Position.INPUT,
    twin="response-property-enum-value-added",
)
def request_property_enum_value_removed(change: Change) -> str:
    """A value is no longer allowed in a payload that the owner accepts.

    Why: Senders of the base version may send that value, and are rejected now.
    Fix: Keep accepting the value and mark it `deprecated`, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was removed from the values of `{place_name(change)}`"


RULES = (request_property_enum_value_removed,)
