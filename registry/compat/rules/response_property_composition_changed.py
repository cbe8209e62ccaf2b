"""Compatibility rule: the alternatives or conditions of a value change in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-composition-changed",
    on=ChangeKind.COMPOSITION_CHANGED,
    position=Position.OUTPUT,
    twin="request-property-composition-changed",
)
def response_property_composition_changed(change: Change) -> str:
    """The alternatives or conditions of a value change in a payload that the owner emits.

    Why: A payload may take a form that readers of the base version have no alternative for.
    Fix: Keep to the alternatives of the base, or start a new line beside this one.
    Source: JSON Schema 2020-12 core, section 10.2 (`allOf`, `anyOf`, `oneOf`, `not`, `if`).
    """
    return f"`{change.keyword}` of `{change.subject}` changed"


RULES = (response_property_composition_changed,)
