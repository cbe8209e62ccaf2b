"""Compatibility rule: a parameter is always sent in a call that the owner makes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-parameter-became-required",
    on=ChangeKind.PARAMETER_BECAME_REQUIRED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-parameter-became-optional",
)
def response_parameter_became_required(change: Change) -> str:
    """A parameter is always sent in a call that the owner makes.

    Why: Receivers of the base version cope with its absence, so its presence is fine.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.12 (`required`).
    """
    return f"parameter `{change.subject}` is always sent"


RULES = (response_parameter_became_required,)
