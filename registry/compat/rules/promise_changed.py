"""Compatibility rule: another promise of the manifest changes, or one becomes better."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-changed", on=ChangeKind.PROMISE_CHANGED, breaks=False)
def promise_changed(change: Change) -> str:
    """Another promise of the manifest changes, or one becomes better.

    Why: Consumers may plan with it.
    Fix: Nothing to do.
    Source: Crossdock, docs/files.md, contract.yaml.
    """
    return promise(change)


RULES = (promise_changed,)
