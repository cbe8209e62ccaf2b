"""Compatibility rule: a server is no longer listed."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule("server-removed", on=ChangeKind.SERVER_REMOVED, breaks=False, severity=Severity.WARNING)
def server_removed(change: Change) -> str:
    """A server is no longer listed.

    Why: Callers of the base version may still use its address.
    Fix: Keep it listed until it is switched off, and tell consumers when.
    Source: OpenAPI 3.1.1, section 4.8.5 (Server Object).
    """
    return f"server `{change.subject}` was removed"


RULES = (server_removed,)
