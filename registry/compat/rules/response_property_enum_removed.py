"""Compatibility rule: any value may appear where only listed ones did, in a payload that the owner emits."""

from crossdock.registry.compat.conditions import lost_enum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import told
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-enum-removed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.OUTPUT,
    when=lost_enum,
    twin="request-property-became-enum",
)
def response_property_enum_removed(change: Change) -> str:
    """Any value may appear where only listed ones did, in a payload that the owner emits.

    Why: Readers of the base version know the listed values only.
    Fix: Keep the list, and announce it as open before other values are sent.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"`{change.subject}` is no longer limited to {told(change.before)}"


RULES = (response_property_enum_removed,)
