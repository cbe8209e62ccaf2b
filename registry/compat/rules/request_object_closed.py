"""Compatibility rule: undeclared properties are refused in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule("request-object-closed", on=ChangeKind.CLOSED, position=Position.INPUT, twin="response-object-opened")
def request_object_closed(change: Change) -> str:
    """Undeclared properties are refused in a payload that the owner accepts.

    Why: Senders that add properties of their own are rejected now; under the content model `declared` senders send only what they
      declare.
    Fix: Keep the object open, or declare what senders send.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"`{change.subject}` no longer allows undeclared properties"


RULES = (request_object_closed,)
