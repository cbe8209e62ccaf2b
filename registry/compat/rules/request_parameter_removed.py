"""Compatibility rule: a parameter is removed."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-removed",
    on=ChangeKind.PARAMETER_REMOVED,
    position=Position.INPUT,
    breaks=False,
    severity=Severity.WARNING,
    twin="response-parameter-added",
)
def request_parameter_removed(change: Change) -> str:
    """A parameter is removed.

    Why: Callers of the base version still send it; it is ignored, so they silently get another result.
    Fix: Keep it and mark it `deprecated`, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.12 (Parameter Object).
    """
    return f"{change.before} parameter `{change.subject}` was removed"


RULES = (request_parameter_removed,)
