"""Compatibility rule: the owner insists on a header in answers to its own calls."""

from crossdock.registry.compat.conditions import is_header
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-header-became-required",
    on=ChangeKind.PARAMETER_BECAME_REQUIRED,
    position=Position.INPUT,
    when=is_header,
    breaks=True,
    twin="response-header-became-optional",
)
def request_header_became_required(change: Change) -> str:
    """The owner insists on a header in answers to its own calls.

    Why: Receivers of the base version may leave it out.
    Fix: Treat it as optional, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"header `{change.subject}` became required"


RULES = (request_header_became_required,)
