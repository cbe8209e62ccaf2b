"""Compatibility rule: a new success status is answered."""

from crossdock.registry.compat.conditions import is_success
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-success-status-added",
    on=ChangeKind.STATUS_ADDED,
    position=Position.OUTPUT,
    when=is_success,
    breaks=False,
    severity=Severity.WARNING,
    twin="request-status-removed",
)
def response_success_status_added(change: Change) -> str:
    """A new success status is answered.

    Why: Callers of the base version may take only the statuses they know for success.
    Fix: Answer it only to who asks for the new behaviour, or tell consumers first.
    Source: RFC 9110, section 15.3.
    """
    return f"success status {change.subject} was added"


RULES = (response_success_status_added,)
