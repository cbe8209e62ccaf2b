"""Compatibility rule: a property that was always there disappears from a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-required-property-removed",
    on=ChangeKind.PROPERTY_REMOVED,
    position=Position.OUTPUT,
    when=is_required,
    twin="new-required-request-property",
)
def response_required_property_removed(change: Change) -> str:
    """A property that was always there disappears from a payload that the owner emits.

    Why: Readers of the base version were promised the property and reject, or fail on, payloads without it.
    Fix: Keep it and mark it `deprecated`, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"required property `{change.subject}` was removed"


RULES = (response_required_property_removed,)
