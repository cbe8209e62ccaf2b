"""Compatibility rule: a required parameter is added."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "new-required-request-parameter",
    on=ChangeKind.PARAMETER_ADDED,
    position=Position.INPUT,
    when=is_required,
    breaks=True,
    twin="response-parameter-removed",
)
def new_required_request_parameter(change: Change) -> str:
    """A required parameter is added.

    Why: Callers of the base version do not send it and are rejected.
    Fix: Make it optional with the old behaviour as its default, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.12 (`required`).
    """
    return f"required {change.after} parameter `{change.subject}` was added"


RULES = (new_required_request_parameter,)
