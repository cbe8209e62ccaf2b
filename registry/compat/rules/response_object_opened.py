"""Compatibility rule: undeclared properties may appear in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule("response-object-opened", on=ChangeKind.OPENED, position=Position.OUTPUT, twin="request-object-closed")
def response_object_opened(change: Change) -> str:
    """Undeclared properties may appear in a payload that the owner emits.

    Why: Readers of the base version that are closed reject them.
    Fix: Keep the object closed, and declare each property.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"`{change.subject}` may carry undeclared properties"


RULES = (response_object_opened,)
