"""Compatibility rule: a field stands at another place in a line, or is another width."""

from crossdock.registry.compat.binding_conditions import is_field_position
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("record-field-position-changed", on=ChangeKind.BINDING_CHANGED, when=is_field_position, breaks=True)
def record_field_position_changed(change: Change) -> str:
    """A field stands at another place in a line, or is another width.

    Why: Readers of the base version cut lines at the old places and read pieces of other fields.
    Fix: Append new fields at the end and keep the places of the old ones, or start a new line beside this one.
    Source: Crossdock, docs/files.md, table.yaml (`start`, `width`).
    """
    return f"{change.subject} {turned(change)}"


RULES = (record_field_position_changed,)
