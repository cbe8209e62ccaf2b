"""Compatibility rule: a new value of a parameter is allowed."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import place_name
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-enum-value-added",
    on=ChangeKind.ENUM_VALUE_ADDED,
    position=Position.INPUT,
    when=is_parameter,
    twin="The same change of a parameter that the owner sends is told by the rule for values.",
)
def request_parameter_enum_value_added(change: Change) -> str:
    """A new value of a parameter is allowed.

    Why: Callers of the base version never send it and are still accepted.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"value `{change.subject}` was added to the values of parameter `{place_name(change)}`"


RULES = (request_parameter_enum_value_added,)
