"""Compatibility rule: a value is never null in a payload that the owner emits."""

from crossdock.registry.compat.conditions import lost_null
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-became-not-nullable",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.OUTPUT,
    when=lost_null,
    twin="request-property-became-nullable",
)
def response_property_became_not_nullable(change: Change) -> str:
    """A value is never null in a payload that the owner emits.

    Why: Readers of the base version cope with null, so its absence is fine.
    Fix: Nothing to do, unless yesterday's payloads are replayed to tomorrow's readers: then keep it nullable.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`); OpenAPI 3.0.4, section 4.7.24 (`nullable`).
    """
    return f"`{change.subject}` is no longer nullable"


RULES = (response_property_became_not_nullable,)
