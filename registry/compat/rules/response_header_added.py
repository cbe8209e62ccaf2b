"""Compatibility rule: a header is added to a response."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-header-added",
    on=ChangeKind.HEADER_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-header-removed",
)
def response_header_added(change: Change) -> str:
    """A header is added to a response.

    Why: Readers of the base version ignore headers they do not know.
    Fix: Nothing to do.
    Source: RFC 9110, section 5.1.
    """
    return f"header `{change.subject}` was added"


RULES = (response_header_added,)
