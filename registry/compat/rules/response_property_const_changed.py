"""Compatibility rule: the one value that is sent changes in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-const-changed",
    on=ChangeKind.CONST_CHANGED,
    position=Position.OUTPUT,
    twin="request-property-const-changed",
)
def response_property_const_changed(change: Change) -> str:
    """The one value that is sent changes in a payload that the owner emits.

    Why: Readers of the base version recognise the payload by the old value.
    Fix: Keep the old value, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.3 (`const`).
    """
    return f"fixed value of `{change.subject}` {turned(change)}"


RULES = (response_property_const_changed,)
