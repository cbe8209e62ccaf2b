"""Compatibility rule: a value no longer appears in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-enum-value-removed",
    on=ChangeKind.ENUM_VALUE_REMOVED,
    position=Position.OUTPUT,
    twin="request-property-enum-value-added",
)
def response_property_enum_value_removed(change: Change) -> str:
    """A value no longer appears in a payload that the owner emits.

    Why: Readers of the base version cope with the value, so its absence is fine; who waits for it waits for ever.
    Fix: Tell readers what takes its place; keep it while stored payloads carry it.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was removed from the values of `{place_name(change)}`"


RULES = (response_property_enum_value_removed,)
