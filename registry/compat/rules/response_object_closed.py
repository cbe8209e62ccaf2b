"""Compatibility rule: undeclared properties no longer appear in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule("response-object-closed", on=ChangeKind.CLOSED, position=Position.OUTPUT, twin="request-object-opened")
def response_object_closed(change: Change) -> str:
    """Undeclared properties no longer appear in a payload that the owner emits.

    Why: Readers of the base version ignore them, so their absence is fine.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"`{change.subject}` no longer carries undeclared properties"


RULES = (response_object_closed,)
