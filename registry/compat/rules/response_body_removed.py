"""Compatibility rule: a call that the owner makes no longer has a body."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-body-removed",
    on=ChangeKind.BODY_REMOVED,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-body-added-required",
)
def response_body_removed(change: Change) -> str:
    """A call that the owner makes no longer has a body.

    Why: Receivers of the base version read it.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return "the body is no longer sent"


RULES = (response_body_removed,)
