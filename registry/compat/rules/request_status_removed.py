"""Compatibility rule: the owner no longer copes with a status in answers to its own calls."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-status-removed",
    on=ChangeKind.STATUS_REMOVED,
    position=Position.INPUT,
    breaks=True,
    twin="response-success-status-added",
)
def request_status_removed(change: Change) -> str:
    """The owner no longer copes with a status in answers to its own calls.

    Why: Receivers of the base version may still answer it.
    Fix: Keep coping with it, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"answer {change.subject} is no longer expected"


RULES = (request_status_removed,)
