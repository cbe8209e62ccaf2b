"""Compatibility rule: a parameter may be left out."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-became-optional",
    on=ChangeKind.PARAMETER_BECAME_OPTIONAL,
    position=Position.INPUT,
    breaks=False,
    twin="response-parameter-became-required",
)
def request_parameter_became_optional(change: Change) -> str:
    """A parameter may be left out.

    Why: Callers of the base version send it and are still accepted.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.12 (`required`).
    """
    return f"parameter `{change.subject}` became optional"


RULES = (request_parameter_became_optional,)
