"""Compatibility rule: any value is allowed where only listed ones were, in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import lost_enum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import told
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-enum-removed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=lost_enum,
    twin="response-property-became-enum",
)
def request_property_enum_removed(change: Change) -> str:
    """Any value is allowed where only listed ones were, in a payload that the owner accepts.

    Why: Senders of the base version send listed values and are still accepted.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"`{change.subject}` is no longer limited to {told(change.before)}"


RULES = (request_property_enum_removed,)
