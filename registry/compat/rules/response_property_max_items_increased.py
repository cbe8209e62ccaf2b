"""Compatibility rule: `maxItems` is dropped or increased in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_max_items
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-max-items-increased",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.OUTPUT,
    when=is_max_items,
    twin="request-property-max-items-decreased",
)
def response_property_max_items_increased(change: Change) -> str:
    """`maxItems` is dropped or increased in a payload that the owner emits.

    Why: Readers of the base version do not expect a longer list: columns, buffers and types were sized by the old bound.
    Fix: Keep to the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.4.1 (`maxItems`).
    """
    return bound(change)


RULES = (response_property_max_items_increased,)
