"""Compatibility rule: a header may be missing from a response."""

from crossdock.registry.compat.conditions import is_header
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-header-became-optional",
    on=ChangeKind.PARAMETER_BECAME_OPTIONAL,
    position=Position.OUTPUT,
    when=is_header,
    breaks=True,
    twin="request-header-became-required",
)
def response_header_became_optional(change: Change) -> str:
    """A header may be missing from a response.

    Why: Readers of the base version take it for granted.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.21 (Header Object).
    """
    return f"header `{change.subject}` became optional"


RULES = (response_header_became_optional,)
