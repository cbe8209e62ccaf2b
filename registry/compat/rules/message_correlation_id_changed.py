"""Compatibility rule: the place of the correlation id in messages changes."""

from crossdock.registry.compat.binding_conditions import is_correlation
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "message-correlation-id-changed",
    on=ChangeKind.BINDING_CHANGED,
    when=is_correlation,
    breaks=False,
    severity=Severity.WARNING,
)
def message_correlation_id_changed(change: Change) -> str:
    """The place of the correlation id in messages changes.

    Why: Consumers follow a flow across systems by the old place.
    Fix: Send the id in both places until the last consumer has moved.
    Source: AsyncAPI 3.0.0, Correlation ID Object.
    """
    return f"{change.subject} {turned(change)}"


RULES = (message_correlation_id_changed,)
