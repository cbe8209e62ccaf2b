"""Compatibility rule: the unit of a value changes."""

from crossdock.registry.compat.conditions import is_unit
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("property-unit-changed", on=ChangeKind.SCHEMA_CHANGED, when=is_unit, breaks=True)
def property_unit_changed(change: Change) -> str:
    """The unit of a value changes.

    Why: The same number means another amount: no validation notices it.
    Fix: Keep the unit and add a field with the new one.
    Source: Crossdock, docs/files.md, table.yaml (`unit`).
    """
    return f"unit of `{change.subject}` {turned(change)}"


RULES = (property_unit_changed,)
