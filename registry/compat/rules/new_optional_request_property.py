"""Compatibility rule: an optional property is added to a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "new-optional-request-property",
    on=ChangeKind.PROPERTY_ADDED,
    position=Position.INPUT,
    twin="response-property-removed",
)
def new_optional_request_property(change: Change) -> str:
    """An optional property is added to a payload that the owner accepts.

    Why: Senders of the base version may leave it out; it only breaks those who already send something else under that name.
    Fix: Choose a name that no sender uses, or accept what they send.
    Source: JSON Schema 2020-12 core, section 10.3.2.1 (`properties`).
    """
    return f"optional property `{change.subject}` was added"


RULES = (new_optional_request_property,)
