"""Compatibility rule: a new value is allowed in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-enum-value-added",
    on=ChangeKind.ENUM_VALUE_ADDED,
    position=Position.INPUT,
    twin="response-property-enum-value-removed",
)
def request_property_enum_value_added(change: Change) -> str:
    """A new value is allowed in a payload that the owner accepts.

    Why: Senders of the base version never send it and are still accepted.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was added to the values of `{place_name(change)}`"


RULES = (request_property_enum_value_added,)
