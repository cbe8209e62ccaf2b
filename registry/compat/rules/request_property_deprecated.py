"""Compatibility rule: a value is marked as deprecated in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_deprecation
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-deprecated",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=is_deprecation,
    breaks=False,
    twin="response-property-deprecated",
)
def request_property_deprecated(change: Change) -> str:
    """A value is marked as deprecated in a payload that the owner accepts.

    Why: Senders should stop sending it before it goes.
    Fix: Say in the description what takes its place and when it goes.
    Source: JSON Schema 2020-12 validation, section 9.3 (`deprecated`).
    """
    return f"`{change.subject}` was {'deprecated' if change.after is True else 'taken back into use'}"


RULES = (request_property_deprecated,)
