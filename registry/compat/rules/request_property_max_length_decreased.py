"""Compatibility rule: `maxLength` is set or decreased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_max_length
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-max-length-decreased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_max_length,
    twin="response-property-max-length-increased",
)
def request_property_max_length_decreased(change: Change) -> str:
    """`maxLength` is set or decreased in a payload that the owner accepts.

    Why: Senders of the base version may send a longer text, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.1 (`maxLength`).
    """
    return bound(change)


RULES = (request_property_max_length_decreased,)
