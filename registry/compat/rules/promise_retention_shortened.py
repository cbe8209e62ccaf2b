"""Compatibility rule: messages are kept for a shorter time."""

from crossdock.registry.compat.promise_conditions import retention_shortened
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-retention-shortened", on=ChangeKind.PROMISE_CHANGED, when=retention_shortened, breaks=True)
def promise_retention_shortened(change: Change) -> str:
    """Messages are kept for a shorter time.

    Why: A consumer that was down, or that reads anew, finds a gap.
    Fix: Keep the retention, or tell every consumer how far back it may read.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.replay.retention`).
    """
    return promise(change)


RULES = (promise_retention_shortened,)
