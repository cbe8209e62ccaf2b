"""Compatibility rule: the alternatives or conditions of a value change in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-composition-changed",
    on=ChangeKind.COMPOSITION_CHANGED,
    position=Position.INPUT,
    twin="response-property-composition-changed",
)
def request_property_composition_changed(change: Change) -> str:
    """The alternatives or conditions of a value change in a payload that the owner accepts.

    Why: A payload that fitted the base may fit no alternative any more, or two of a `oneOf`.
    Fix: Keep every alternative and the condition that tells them apart, or start a new line beside this one.
    Source: JSON Schema 2020-12 core, section 10.2 (`allOf`, `anyOf`, `oneOf`, `not`, `if`).
    """
    return f"`{change.keyword}` of `{change.subject}` changed"


RULES = (request_property_composition_changed,)
