"""Compatibility rule: a request must have a body where it had none."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-added-required",
    on=ChangeKind.BODY_ADDED,
    position=Position.INPUT,
    when=is_required,
    breaks=True,
    twin="response-body-removed",
)
def request_body_added_required(change: Change) -> str:
    """A request must have a body where it had none.

    Why: Callers of the base version send none and are rejected.
    Fix: Make the body optional, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.13 (`required`).
    """
    return "a required request body was added"


RULES = (request_body_added_required,)
