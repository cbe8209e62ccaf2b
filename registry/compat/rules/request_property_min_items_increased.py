"""Compatibility rule: `minItems` is set or increased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_min_items
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-min-items-increased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_min_items,
    twin="response-property-min-items-decreased",
)
def request_property_min_items_increased(change: Change) -> str:
    """`minItems` is set or increased in a payload that the owner accepts.

    Why: Senders of the base version may send a shorter list, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.4.2 (`minItems`).
    """
    return bound(change)


RULES = (request_property_min_items_increased,)
