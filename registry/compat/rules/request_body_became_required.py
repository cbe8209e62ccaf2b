"""Compatibility rule: the body of a request must be there."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-became-required",
    on=ChangeKind.BODY_BECAME_REQUIRED,
    position=Position.INPUT,
    breaks=True,
    twin="response-body-became-optional",
)
def request_body_became_required(change: Change) -> str:
    """The body of a request must be there.

    Why: Callers of the base version may leave it out, and are rejected now.
    Fix: Keep it optional, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.13 (`required`).
    """
    return "the request body became required"


RULES = (request_body_became_required,)
