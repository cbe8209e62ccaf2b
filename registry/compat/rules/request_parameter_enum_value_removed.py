"""Compatibility rule: a value of a parameter is no longer allowed."""

from crossdock.registry.compat.conditions import is_parameter_enum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-enum-value-removed",
    on=ChangeKind.ENUM_VALUE_REMOVED,
    position=Position.INPUT,
    when=is_parameter_enum,
    twin="The same change of a parameter that the owner sends is told by the rule for values.",
)
def request_parameter_enum_value_removed(change: Change) -> str:
    """A value of a parameter is no longer allowed.

    Why: Callers of the base version may send it, and are rejected now.
    Fix: Keep accepting the value, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was removed from the values of parameter `{place_name(change)}`"


RULES = (request_parameter_enum_value_removed,)
