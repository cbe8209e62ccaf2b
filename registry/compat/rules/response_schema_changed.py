"""Compatibility rule: something else changes about what a payload may be that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-schema-changed", on=ChangeKind.SCHEMA_CHANGED, position=Position.OUTPUT, twin="request-schema-changed"
)
def response_schema_changed(change: Change) -> str:
    """Something else changes about what a payload may be that the owner emits.

    Why: What is sent may be outside of what readers of the base version accept.
    Fix: Compare the two states of the keyword that is named, and keep to what the base allowed.
    Source: JSON Schema 2020-12 core, section 10 and validation, section 6.
    """
    return f"`{change.keyword}` of `{change.subject}` changed"


RULES = (response_schema_changed,)
