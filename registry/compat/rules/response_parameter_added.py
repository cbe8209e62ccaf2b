"""Compatibility rule: a parameter is added to a call that the owner makes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-parameter-added",
    on=ChangeKind.PARAMETER_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-parameter-removed",
)
def response_parameter_added(change: Change) -> str:
    """A parameter is added to a call that the owner makes.

    Why: Receivers of the base version ignore what they do not know.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"{change.after} parameter `{change.subject}` is sent as well"


RULES = (response_parameter_added,)
