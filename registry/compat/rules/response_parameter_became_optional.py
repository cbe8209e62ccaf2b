"""Compatibility rule: a parameter may be missing from a call that the owner makes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-parameter-became-optional",
    on=ChangeKind.PARAMETER_BECAME_OPTIONAL,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-parameter-became-required",
)
def response_parameter_became_optional(change: Change) -> str:
    """A parameter may be missing from a call that the owner makes.

    Why: Receivers of the base version take it for granted.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.12 (`required`).
    """
    return f"parameter `{change.subject}` may be missing"


RULES = (response_parameter_became_optional,)
