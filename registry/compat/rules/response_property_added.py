"""Compatibility rule: a property is added to a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-added", on=ChangeKind.PROPERTY_ADDED, position=Position.OUTPUT, twin="request-property-removed"
)
def response_property_added(change: Change) -> str:
    """A property is added to a payload that the owner emits.

    Why: Readers of the base version ignore what they do not know, unless they are closed: then they reject the payload.
    Fix: Open the payload (drop `additionalProperties: false`) one version before properties are added to it.
    Source: JSON Schema 2020-12 core, section 10.3.2.3 (`additionalProperties`).
    """
    return f"property `{change.subject}` was added"


RULES = (response_property_added,)
