"""Compatibility rule: a request no longer has a body."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-removed", on=ChangeKind.BODY_REMOVED, position=Position.INPUT, breaks=True, twin="response-body-added"
)
def request_body_removed(change: Change) -> str:
    """A request no longer has a body.

    Why: Callers of the base version send one, which is refused or silently dropped.
    Fix: Keep accepting it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.13 (Request Body Object).
    """
    return "the request body was removed"


RULES = (request_body_removed,)
