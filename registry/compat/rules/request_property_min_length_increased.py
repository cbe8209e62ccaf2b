"""Compatibility rule: `minLength` is set or increased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_min_length
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-min-length-increased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_min_length,
    twin="response-property-min-length-decreased",
)
def request_property_min_length_increased(change: Change) -> str:
    """`minLength` is set or increased in a payload that the owner accepts.

    Why: Senders of the base version may send a shorter text, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.2 (`minLength`).
    """
    return bound(change)


RULES = (request_property_min_length_increased,)
