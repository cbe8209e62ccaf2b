"""Compatibility rule: a header that was always there is removed from a response."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "required-response-header-removed",
    on=ChangeKind.HEADER_REMOVED,
    position=Position.OUTPUT,
    when=is_required,
    breaks=True,
    twin="new-required-request-header",
)
def required_response_header_removed(change: Change) -> str:
    """A header that was always there is removed from a response.

    Why: Readers of the base version take it for granted.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.21 (Header Object).
    """
    return f"required header `{change.subject}` was removed"


RULES = (required_response_header_removed,)
