"""Compatibility rule: something else changes about what a payload may be that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-schema-changed", on=ChangeKind.SCHEMA_CHANGED, position=Position.INPUT, twin="response-schema-changed"
)
def request_schema_changed(change: Change) -> str:
    """Something else changes about what a payload may be that the owner accepts.

    Why: What senders of the base version send may be rejected.
    Fix: Compare the two states of the keyword that is named, and keep what the base allowed.
    Source: JSON Schema 2020-12 core, section 10 and validation, section 6.
    """
    return f"`{change.keyword}` of `{change.subject}` changed"


RULES = (request_schema_changed,)
