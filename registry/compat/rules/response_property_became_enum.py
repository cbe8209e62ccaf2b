"""Compatibility rule: only listed values appear where any value did, in a payload that the owner emits."""

from crossdock.registry.compat.conditions import became_enum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import told
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-became-enum",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.OUTPUT,
    when=became_enum,
    twin="request-property-enum-removed",
)
def response_property_became_enum(change: Change) -> str:
    """Only listed values appear where any value did, in a payload that the owner emits.

    Why: Readers of the base version cope with any value, so a list is fine.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"`{change.subject}` became limited to {told(change.after)}"


RULES = (response_property_became_enum,)
