"""Compatibility rule: a property is always there in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-became-required",
    on=ChangeKind.PROPERTY_BECAME_REQUIRED,
    position=Position.OUTPUT,
    twin="request-property-became-optional",
)
def response_property_became_required(change: Change) -> str:
    """A property is always there in a payload that the owner emits.

    Why: Readers of the base version cope with its absence, so its presence is fine; stored payloads without it may still be read later.
    Fix: Nothing to do, unless yesterday's payloads are replayed to tomorrow's readers: then keep it optional.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"property `{change.subject}` became required"


RULES = (response_property_became_required,)
