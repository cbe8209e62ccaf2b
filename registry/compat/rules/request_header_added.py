"""Compatibility rule: the owner reads a further header in answers to its own calls."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-header-added",
    on=ChangeKind.HEADER_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="optional-response-header-removed",
)
def request_header_added(change: Change) -> str:
    """The owner reads a further header in answers to its own calls.

    Why: Receivers of the base version leave it out, and that is accepted.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"optional header `{change.subject}` is read"


RULES = (request_header_added,)
