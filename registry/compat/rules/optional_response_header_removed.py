"""Compatibility rule: an optional header is removed from a response."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "optional-response-header-removed",
    on=ChangeKind.HEADER_REMOVED,
    position=Position.OUTPUT,
    breaks=False,
    severity=Severity.WARNING,
    twin="request-header-added",
)
def optional_response_header_removed(change: Change) -> str:
    """An optional header is removed from a response.

    Why: Readers of the base version may use it where it is there.
    Fix: Keep sending it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.21 (Header Object).
    """
    return f"optional header `{change.subject}` was removed"


RULES = (optional_response_header_removed,)
