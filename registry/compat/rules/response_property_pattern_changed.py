"""Compatibility rule: the pattern of a text changes in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-pattern-changed",
    on=ChangeKind.PATTERN_CHANGED,
    position=Position.OUTPUT,
    twin="request-property-pattern-changed",
)
def response_property_pattern_changed(change: Change) -> str:
    """The pattern of a text changes in a payload that the owner emits.

    Why: Readers of the base version check texts against the old pattern.
    Fix: Keep texts within the old pattern, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.3 (`pattern`).
    """
    return f"pattern of `{change.subject}` {turned(change)}"


RULES = (response_property_pattern_changed,)
