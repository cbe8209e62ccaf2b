"""Compatibility rule: the body of a call that the owner makes may be missing."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-body-became-optional",
    on=ChangeKind.BODY_BECAME_OPTIONAL,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-body-became-required",
)
def response_body_became_optional(change: Change) -> str:
    """The body of a call that the owner makes may be missing.

    Why: Receivers of the base version take it for granted.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.13 (`required`).
    """
    return "the body that is sent became optional"


RULES = (response_body_became_optional,)
