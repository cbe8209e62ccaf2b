"""Compatibility rule: the pattern of a parameter changes."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-pattern-changed",
    on=ChangeKind.PATTERN_CHANGED,
    position=Position.INPUT,
    when=is_parameter,
    twin="The same change of a parameter that the owner sends is told by the rule for values.",
)
def request_parameter_pattern_changed(change: Change) -> str:
    """The pattern of a parameter changes.

    Why: Callers of the base version may send texts that only the old pattern matches.
    Fix: Widen the pattern so that it matches all that the old one did, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.3 (`pattern`).
    """
    return f"pattern of parameter `{change.subject}` {turned(change)}"


RULES = (request_parameter_pattern_changed,)
