"""Compatibility rule: a property may be left out of a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-became-optional",
    on=ChangeKind.PROPERTY_BECAME_OPTIONAL,
    position=Position.INPUT,
    twin="response-property-became-required",
)
def request_property_became_optional(change: Change) -> str:
    """A property may be left out of a payload that the owner accepts.

    Why: Senders of the base version send it and are still accepted.
    Fix: Nothing to do; say in the description what its absence means.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"property `{change.subject}` became optional"


RULES = (request_property_became_optional,)
