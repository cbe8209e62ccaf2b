"""Compatibility rule: only listed values are allowed where any value was, in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import became_enum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import told
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-became-enum",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=became_enum,
    twin="response-property-enum-removed",
)
def request_property_became_enum(change: Change) -> str:
    """Only listed values are allowed where any value was, in a payload that the owner accepts.

    Why: Senders of the base version may send a value that is not on the list.
    Fix: List every value that is sent today, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.1.2 (`enum`).
    """
    return f"`{change.subject}` became limited to {told(change.after)}"


RULES = (request_property_became_enum,)
