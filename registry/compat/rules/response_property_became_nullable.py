"""Compatibility rule: a value may be null in a payload that the owner emits."""

from crossdock.registry.compat.conditions import gained_null
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-became-nullable",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.OUTPUT,
    when=gained_null,
    twin="request-property-became-not-nullable",
)
def response_property_became_nullable(change: Change) -> str:
    """A value may be null in a payload that the owner emits.

    Why: Readers of the base version do not expect null; many languages turn it into a crash.
    Fix: Leave the property out instead of sending null where it is optional, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`); OpenAPI 3.0.4, section 4.7.24 (`nullable`).
    """
    return f"`{change.subject}` became nullable"


RULES = (response_property_became_nullable,)
