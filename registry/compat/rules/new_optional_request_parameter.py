"""Compatibility rule: an optional parameter is added."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "new-optional-request-parameter",
    on=ChangeKind.PARAMETER_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="Its mirror is a parameter that the owner no longer sends, which always matters.",
)
def new_optional_request_parameter(change: Change) -> str:
    """An optional parameter is added.

    Why: Callers of the base version leave it out and get the old behaviour.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.12 (Parameter Object).
    """
    return f"optional {change.after} parameter `{change.subject}` was added"


RULES = (new_optional_request_parameter,)
