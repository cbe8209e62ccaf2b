"""Compatibility rule: a new status that is no success is answered."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-non-success-status-added",
    on=ChangeKind.STATUS_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    twin="Its mirror is an error status that the owner no longer copes with, told by `request-status-removed`.",
)
def response_non_success_status_added(change: Change) -> str:
    """A new status that is no success is answered.

    Why: Clients treat an unknown status as the first of its class.
    Fix: Nothing to do.
    Source: RFC 9110, section 15.
    """
    return f"status {change.subject} was added"


RULES = (response_non_success_status_added,)
