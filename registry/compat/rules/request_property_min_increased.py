"""Compatibility rule: `minimum` is set or increased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_minimum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-min-increased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_minimum,
    twin="response-property-min-decreased",
)
def request_property_min_increased(change: Change) -> str:
    """`minimum` is set or increased in a payload that the owner accepts.

    Why: Senders of the base version may send a smaller number, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.2.4 (`minimum`) and 6.2.5 (`exclusiveMinimum`).
    """
    return bound(change)


RULES = (request_property_min_increased,)
