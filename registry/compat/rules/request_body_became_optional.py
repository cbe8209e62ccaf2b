"""Compatibility rule: the body of a request may be left out."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-became-optional",
    on=ChangeKind.BODY_BECAME_OPTIONAL,
    position=Position.INPUT,
    breaks=False,
    twin="response-body-became-required",
)
def request_body_became_optional(change: Change) -> str:
    """The body of a request may be left out.

    Why: Callers of the base version send it and are still accepted.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.13 (`required`).
    """
    return "the request body became optional"


RULES = (request_body_became_optional,)
