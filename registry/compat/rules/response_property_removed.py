"""Compatibility rule: a property disappears from a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-removed",
    on=ChangeKind.PROPERTY_REMOVED,
    position=Position.OUTPUT,
    twin="new-required-request-property",
)
def response_property_removed(change: Change) -> str:
    """A property disappears from a payload that the owner emits.

    Why: Readers of the base version may rely on the property, even where it is optional; where it is required they reject payloads
      without it.
    Fix: Keep it and mark it `deprecated`, or start a new line beside this one.
    Source: JSON Schema 2020-12 core, section 10.3.2.1 (`properties`).
    """
    return f"property `{change.subject}` was removed"


RULES = (response_property_removed,)
