"""Compatibility rule: the place where undeliverable messages go changes or goes."""

from crossdock.registry.compat.promise_conditions import is_dead_letter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-dead-letter-dropped",
    on=ChangeKind.PROMISE_CHANGED,
    when=is_dead_letter,
    breaks=False,
    severity=Severity.WARNING,
)
def promise_dead_letter_dropped(change: Change) -> str:
    """The place where undeliverable messages go changes or goes.

    Why: Whoever watches the old place sees nothing and takes it for success.
    Fix: Keep the place, or tell who watches it.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.dead_letter`).
    """
    return promise(change)


RULES = (promise_dead_letter_dropped,)
