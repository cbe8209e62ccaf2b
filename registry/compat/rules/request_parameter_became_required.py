"""Compatibility rule: a parameter must be sent."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-became-required",
    on=ChangeKind.PARAMETER_BECAME_REQUIRED,
    position=Position.INPUT,
    breaks=True,
    twin="response-parameter-became-optional",
)
def request_parameter_became_required(change: Change) -> str:
    """A parameter must be sent.

    Why: Callers of the base version may leave it out, and are rejected now.
    Fix: Keep it optional with the old behaviour as its default, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.12 (`required`).
    """
    return f"parameter `{change.subject}` became required"


RULES = (request_parameter_became_required,)
