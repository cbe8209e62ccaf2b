"""Compatibility rule: the schedule or the acknowledgement of a file changes."""

from crossdock.registry.compat.binding_conditions import is_file_schedule
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity


@compat_rule(
    "file-schedule-changed",
    on=ChangeKind.BINDING_CHANGED,
    when=is_file_schedule,
    breaks=False,
    severity=Severity.WARNING,
)
def file_schedule_changed(change: Change) -> str:
    """The schedule or the acknowledgement of a file changes.

    Why: The other side looks for the file, or for its acknowledgement, at the old time and place.
    Fix: Agree on the new time with who waits for it.
    Source: Crossdock, docs/files.md, table.yaml (`schedule`, `acknowledgement`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (file_schedule_changed,)
