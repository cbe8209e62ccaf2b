"""Compatibility rule: undeclared properties are allowed in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule("request-object-opened", on=ChangeKind.OPENED, position=Position.INPUT, twin="response-object-closed")
def request_object_opened(change: Change) -> str:
    """Undeclared properties are allowed in a payload that the owner accepts.

    Why: Senders of the base version send none and are still accepted.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"`{change.subject}` allows undeclared properties"


RULES = (request_object_opened,)
