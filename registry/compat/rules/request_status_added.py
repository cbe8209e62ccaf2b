"""Compatibility rule: the owner copes with a further status in answers to its own calls."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-status-added",
    on=ChangeKind.STATUS_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="response-success-status-removed",
)
def request_status_added(change: Change) -> str:
    """The owner copes with a further status in answers to its own calls.

    Why: Receivers of the base version need not answer it.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"answer {change.subject} is expected as well"


RULES = (request_status_added,)
