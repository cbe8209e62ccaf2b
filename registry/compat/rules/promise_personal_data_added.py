"""Compatibility rule: a field is marked as personal data."""

from crossdock.registry.compat.promise_conditions import personal_added
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "promise-personal-data-added",
    on=ChangeKind.PROMISE_CHANGED,
    when=personal_added,
    breaks=False,
    severity=Severity.WARNING,
)
def promise_personal_data_added(change: Change) -> str:
    """A field is marked as personal data.

    Why: Consumers that store it have duties from now on.
    Fix: Tell consumers, and name the purpose.
    Source: Crossdock, docs/files.md, contract.yaml (`classification.personal`).
    """
    return promise(change)


RULES = (promise_personal_data_added,)
