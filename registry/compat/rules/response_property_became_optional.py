"""Compatibility rule: a property that was always there may be left out of a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-became-optional",
    on=ChangeKind.PROPERTY_BECAME_OPTIONAL,
    position=Position.OUTPUT,
    twin="request-property-became-required",
)
def response_property_became_optional(change: Change) -> str:
    """A property that was always there may be left out of a payload that the owner emits.

    Why: Readers of the base version take it for granted and reject, or fail on, payloads without it.
    Fix: Keep it required and emit a value that means *not known*, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"property `{change.subject}` became optional"


RULES = (response_property_became_optional,)
