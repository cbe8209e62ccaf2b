"""Compatibility rule: a system no longer decides a field that it decided."""

from crossdock.registry.compat.promise_conditions import record_dropped
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-system-of-record-moved", on=ChangeKind.PROMISE_CHANGED, when=record_dropped, breaks=True)
def promise_system_of_record_moved(change: Change) -> str:
    """A system no longer decides a field that it decided.

    Why: Consumers take the value for the truth; afterwards it is a copy.
    Fix: Name the system that decides it now, and move consumers there, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`entities.system_of_record`).
    """
    return promise(change)


RULES = (promise_system_of_record_moved,)
