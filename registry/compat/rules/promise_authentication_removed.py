"""Compatibility rule: a way of authentication is no longer offered."""

from crossdock.registry.compat.promise_conditions import authentication_removed
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-authentication-removed", on=ChangeKind.PROMISE_CHANGED, when=authentication_removed, breaks=True)
def promise_authentication_removed(change: Change) -> str:
    """A way of authentication is no longer offered.

    Why: Consumers that use it are refused.
    Fix: Keep it until the last consumer has moved, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.authentication`).
    """
    return promise(change)


RULES = (promise_authentication_removed,)
