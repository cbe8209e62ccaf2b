"""Compatibility rule: the body of a call that the owner makes is always there."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-body-became-required",
    on=ChangeKind.BODY_BECAME_REQUIRED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-body-became-optional",
)
def response_body_became_required(change: Change) -> str:
    """The body of a call that the owner makes is always there.

    Why: Receivers of the base version cope with its absence, so its presence is fine.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.13 (`required`).
    """
    return "the body is always sent"


RULES = (response_body_became_required,)
