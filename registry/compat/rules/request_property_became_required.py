"""Compatibility rule: a property that could be left out must be there in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-became-required",
    on=ChangeKind.PROPERTY_BECAME_REQUIRED,
    position=Position.INPUT,
    twin="response-property-became-optional",
)
def request_property_became_required(change: Change) -> str:
    """A property that could be left out must be there in a payload that the owner accepts.

    Why: Senders of the base version may leave it out, and are rejected now.
    Fix: Keep it optional and apply the old behaviour when it is absent, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"property `{change.subject}` became required"


RULES = (request_property_became_required,)
