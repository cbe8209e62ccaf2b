"""Compatibility rule: the type of a parameter changes."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import types
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-type-changed",
    on=ChangeKind.TYPE_CHANGED,
    position=Position.INPUT,
    when=is_parameter,
    twin="The same change of a parameter that the owner sends is told by the rule for values.",
)
def request_parameter_type_changed(change: Change) -> str:
    """The type of a parameter changes.

    Why: Callers of the base version send the old type.
    Fix: Accept both types, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.1 (`type`).
    """
    return f"type of parameter `{change.subject}` changed from {types(change.before)} to {types(change.after)}"


RULES = (request_parameter_type_changed,)
