"""Compatibility rule: the way a file is written changes: encoding, delimiter, quoting, decimal sign, header, control record."""

from crossdock.registry.compat.binding_conditions import is_file_layout
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("file-layout-changed", on=ChangeKind.BINDING_CHANGED, when=is_file_layout, breaks=True)
def file_layout_changed(change: Change) -> str:
    """The way a file is written changes: encoding, delimiter, quoting, decimal sign, header, control record.

    Why: Readers of the base version read it the old way and take it apart wrongly, often without noticing.
    Fix: Write the old way, or provide a second file beside it, or start a new line beside this one.
    Source: Crossdock, docs/files.md, table.yaml (`file`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (file_layout_changed,)
