"""Compatibility rule: a server is added."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("server-added", on=ChangeKind.SERVER_ADDED, breaks=False)
def server_added(change: Change) -> str:
    """A server is added.

    Why: Callers of the base version use the servers they know.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.5 (Server Object).
    """
    return f"server `{change.subject}` was added"


RULES = (server_added,)
