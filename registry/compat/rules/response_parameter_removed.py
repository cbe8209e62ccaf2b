"""Compatibility rule: a parameter is no longer sent in a call that the owner makes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-parameter-removed",
    on=ChangeKind.PARAMETER_REMOVED,
    position=Position.OUTPUT,
    breaks=True,
    twin="new-required-request-parameter",
)
def response_parameter_removed(change: Change) -> str:
    """A parameter is no longer sent in a call that the owner makes.

    Why: Receivers of the base version read it.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"{change.before} parameter `{change.subject}` is no longer sent"


RULES = (response_parameter_removed,)
