"""Compatibility rule: a request may have a body where it had none."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-added-optional",
    on=ChangeKind.BODY_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="Its mirror is a body that the owner no longer sends, which always matters.",
)
def request_body_added_optional(change: Change) -> str:
    """A request may have a body where it had none.

    Why: Callers of the base version send none and are still accepted.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.13 (Request Body Object).
    """
    return "an optional request body was added"


RULES = (request_body_added_optional,)
