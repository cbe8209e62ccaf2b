"""Compatibility rule: the owner no longer reads a header in answers to its own calls."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-header-removed",
    on=ChangeKind.HEADER_REMOVED,
    position=Position.INPUT,
    breaks=False,
    twin="response-header-added",
)
def request_header_removed(change: Change) -> str:
    """The owner no longer reads a header in answers to its own calls.

    Why: Receivers of the base version still send it; it is ignored.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"header `{change.subject}` is no longer read"


RULES = (request_header_removed,)
