"""Compatibility rule: a parameter that was deprecated is in use again."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-reactivated",
    on=ChangeKind.OPERATION_REACTIVATED,
    position=Position.INPUT,
    when=is_parameter,
    breaks=False,
    twin="A parameter that the owner sends is told by the rule for operations.",
)
def request_parameter_reactivated(change: Change) -> str:
    """A parameter that was deprecated is in use again.

    Why: Who began to leave it out may go on sending it.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.12 (`deprecated`).
    """
    return f"`{change.subject}` is no longer deprecated"


RULES = (request_parameter_reactivated,)
