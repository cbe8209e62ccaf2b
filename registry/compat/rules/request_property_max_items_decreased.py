"""Compatibility rule: `maxItems` is set or decreased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_max_items
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-max-items-decreased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_max_items,
    twin="response-property-max-items-increased",
)
def request_property_max_items_decreased(change: Change) -> str:
    """`maxItems` is set or decreased in a payload that the owner accepts.

    Why: Senders of the base version may send a longer list, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.4.1 (`maxItems`).
    """
    return bound(change)


RULES = (request_property_max_items_decreased,)
