"""Compatibility rule: data becomes less sensitive."""

from crossdock.registry.compat.promise_conditions import classification_lowered
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-classification-lowered",
    on=ChangeKind.PROMISE_CHANGED,
    when=classification_lowered,
    breaks=False,
    severity=Severity.WARNING,
)
def promise_classification_lowered(change: Change) -> str:
    """Data becomes less sensitive.

    Why: What was confidential may be spread wider than its owners agreed to.
    Fix: Have the data owners confirm it.
    Source: Crossdock, docs/files.md, contract.yaml (`classification.data`).
    """
    return promise(change)


RULES = (promise_classification_lowered,)
