"""Compatibility rule: data becomes more sensitive."""

from crossdock.registry.compat.promise_conditions import classification_raised
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-classification-raised",
    on=ChangeKind.PROMISE_CHANGED,
    when=classification_raised,
    breaks=True,
    severity=Severity.WARNING,
)
def promise_classification_raised(change: Change) -> str:
    """Data becomes more sensitive.

    Why: Consumers handle and store it by the old class.
    Fix: Tell consumers, and give them time to raise their handling.
    Source: Crossdock, docs/files.md, contract.yaml (`classification.data`).
    """
    return promise(change)


RULES = (promise_classification_raised,)
