"""Compatibility rule: a call that the owner makes has a body where it had none."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-body-added", on=ChangeKind.BODY_ADDED, position=Position.OUTPUT, breaks=False, twin="request-body-removed"
)
def response_body_added(change: Change) -> str:
    """A call that the owner makes has a body where it had none.

    Why: Receivers of the base version ignore it.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return "a body was added to what is sent"


RULES = (response_body_added,)
