"""Compatibility rule: messages can no longer be replayed."""

from crossdock.registry.compat.promise_conditions import replay_dropped
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-replay-dropped", on=ChangeKind.PROMISE_CHANGED, when=replay_dropped, breaks=True)
def promise_replay_dropped(change: Change) -> str:
    """Messages can no longer be replayed.

    Why: Consumers that rebuild their state from the history cannot do so any more.
    Fix: Keep the history, or offer a snapshot to start from.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.replay`).
    """
    return promise(change)


RULES = (promise_replay_dropped,)
