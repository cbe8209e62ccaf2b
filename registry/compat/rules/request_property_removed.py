"""Compatibility rule: a property is no longer declared in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-removed", on=ChangeKind.PROPERTY_REMOVED, position=Position.INPUT, twin="response-property-added"
)
def request_property_removed(change: Change) -> str:
    """A property is no longer declared in a payload that the owner accepts.

    Why: Senders of the base version still send it: a closed receiver rejects the payload, an open one silently drops the value.
    Fix: Keep it and mark it `deprecated`; drop it in a new line.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"property `{change.subject}` was removed"


RULES = (request_property_removed,)
