"""Compatibility rule: a status is no longer answered, or a wider entry speaks of it now."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-non-success-status-removed",
    on=ChangeKind.STATUS_REMOVED,
    position=Position.OUTPUT,
    breaks=False,
    twin="Its mirror is an error status that the owner copes with, told by `request-status-added`.",
)
def response_non_success_status_removed(change: Change) -> str:
    """A status is no longer answered, or a wider entry speaks of it now.

    Why: Callers of the base version cope with it, so its absence is fine.
    Fix: Nothing to do.
    Source: RFC 9110, section 15.
    """
    return f"status {change.subject} was removed"


RULES = (response_non_success_status_removed,)
