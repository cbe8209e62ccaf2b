"""Compatibility rule: the one allowed value changes in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-const-changed",
    on=ChangeKind.CONST_CHANGED,
    position=Position.INPUT,
    twin="response-property-const-changed",
)
def request_property_const_changed(change: Change) -> str:
    """The one allowed value changes in a payload that the owner accepts.

    Why: Senders of the base version still send the old value.
    Fix: Accept the old value beside the new one, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.3 (`const`).
    """
    return f"fixed value of `{change.subject}` {turned(change)}"


RULES = (request_property_const_changed,)
