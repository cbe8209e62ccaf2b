"""Compatibility rule: a value is marked as deprecated in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_deprecation
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-deprecated",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.OUTPUT,
    when=is_deprecation,
    breaks=False,
    twin="request-property-deprecated",
)
def response_property_deprecated(change: Change) -> str:
    """A value is marked as deprecated in a payload that the owner emits.

    Why: Readers should stop relying on it before it goes.
    Fix: Say in the description what takes its place and when it goes.
    Source: JSON Schema 2020-12 validation, section 9.3 (`deprecated`).
    """
    return f"`{change.subject}` was {'deprecated' if change.after is True else 'taken back into use'}"


RULES = (response_property_deprecated,)
