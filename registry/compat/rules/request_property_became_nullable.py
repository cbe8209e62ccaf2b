"""Compatibility rule: a value may also be null in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import gained_null
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-became-nullable",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.INPUT,
    when=gained_null,
    twin="response-property-became-not-nullable",
)
def request_property_became_nullable(change: Change) -> str:
    """A value may also be null in a payload that the owner accepts.

    Why: Senders of the base version send no null and are still accepted.
    Fix: Nothing to do; say in the description what null means.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`); OpenAPI 3.0.4, section 4.7.24 (`nullable`).
    """
    return f"`{change.subject}` became nullable"


RULES = (request_property_became_nullable,)
