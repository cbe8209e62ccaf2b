"""Compatibility rule: `minItems` is dropped or decreased in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_min_items
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-min-items-decreased",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.OUTPUT,
    when=is_min_items,
    twin="request-property-min-items-increased",
)
def response_property_min_items_decreased(change: Change) -> str:
    """`minItems` is dropped or decreased in a payload that the owner emits.

    Why: Readers of the base version do not expect a shorter list: columns, buffers and types were sized by the old bound.
    Fix: Keep to the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.4.2 (`minItems`).
    """
    return bound(change)


RULES = (response_property_min_items_decreased,)
