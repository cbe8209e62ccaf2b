"""Compatibility rule: a property that must be there is added to a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "new-required-request-property",
    on=ChangeKind.PROPERTY_ADDED,
    position=Position.INPUT,
    when=is_required,
    twin="response-property-removed",
)
def new_required_request_property(change: Change) -> str:
    """A property that must be there is added to a payload that the owner accepts.

    Why: Senders of the base version do not know the property, so their payloads are rejected; a `default` does not help, validation fills
      none.
    Fix: Add it as optional and treat its absence as before, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.5.3 (`required`).
    """
    return f"required property `{change.subject}` was added"


RULES = (new_required_request_property,)
