"""Compatibility rule: a value of an open list is no longer known in a parameter."""

from crossdock.registry.compat.conditions import is_parameter_extensible
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-x-extensible-enum-value-removed",
    on=ChangeKind.ENUM_VALUE_REMOVED,
    position=Position.INPUT,
    when=is_parameter_extensible,
    otherwise=Severity.WARNING,
    twin="Readers lose nothing when a value is no longer sent.",
)
def request_parameter_x_extensible_enum_value_removed(change: Change) -> str:
    """A value of an open list is no longer known in a parameter.

    Why: The list is open, so it is not refused by its shape, but the owner no longer says what it does with it.
    Fix: Keep the value listed, or say in the description what becomes of it.
    Source: Zalando RESTful API guidelines, rule 112 (`x-extensible-enum`).
    """
    return f"value `{change.subject}` was removed from the open list"


RULES = (request_parameter_x_extensible_enum_value_removed,)
