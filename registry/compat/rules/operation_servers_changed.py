"""Compatibility rule: the servers that an operation or channel is limited to change."""

from crossdock.registry.compat.binding_conditions import is_servers
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "operation-servers-changed", on=ChangeKind.BINDING_CHANGED, when=is_servers, breaks=False, severity=Severity.WARNING
)
def operation_servers_changed(change: Change) -> str:
    """The servers that an operation or channel is limited to change.

    Why: Callers of the base version use the old addresses.
    Fix: Keep the old servers until the last consumer has moved.
    Source: OpenAPI 3.1.1, section 4.8.5 (Server Object); AsyncAPI 3.0.0, Channel Object (`servers`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (operation_servers_changed,)
