"""Compatibility rule: a success status is no longer answered."""

from crossdock.registry.compat.conditions import is_lost_success
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-success-status-removed",
    on=ChangeKind.STATUS_REMOVED,
    position=Position.OUTPUT,
    when=is_lost_success,
    breaks=True,
    twin="request-status-added",
)
def response_success_status_removed(change: Change) -> str:
    """A success status is no longer answered.

    Why: Callers of the base version wait for it, and take anything else for a failure.
    Fix: Keep answering it, or start a new line beside this one.
    Source: RFC 9110, section 15.3.
    """
    return f"success status {change.subject} was removed"


RULES = (response_success_status_removed,)
