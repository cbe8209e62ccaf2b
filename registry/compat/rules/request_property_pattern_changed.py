"""Compatibility rule: the pattern of a text changes in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-pattern-changed",
    on=ChangeKind.PATTERN_CHANGED,
    position=Position.INPUT,
    twin="response-property-pattern-changed",
)
def request_property_pattern_changed(change: Change) -> str:
    """The pattern of a text changes in a payload that the owner accepts.

    Why: Senders of the base version may send texts that only the old pattern matches.
    Fix: Widen the pattern so that it matches all that the old one did, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.3 (`pattern`).
    """
    return f"pattern of `{change.subject}` {turned(change)}"


RULES = (request_property_pattern_changed,)
