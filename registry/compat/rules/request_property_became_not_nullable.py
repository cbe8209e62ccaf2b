"""Compatibility rule: a value may no longer be null in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import lost_null
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-became-not-nullable",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.INPUT,
    when=lost_null,
    twin="response-property-became-nullable",
)
def request_property_became_not_nullable(change: Change) -> str:
    """A value may no longer be null in a payload that the owner accepts.

    Why: Senders of the base version may send null, and are rejected now.
    Fix: Keep accepting null and treat it as absent, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`); OpenAPI 3.0.4, section 4.7.24 (`nullable`).
    """
    return f"`{change.subject}` is no longer nullable"


RULES = (request_property_became_not_nullable,)
