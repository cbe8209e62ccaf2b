"""Compatibility rule: `maximum` is set or decreased in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_maximum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-max-decreased",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    when=is_maximum,
    twin="response-property-max-increased",
)
def request_property_max_decreased(change: Change) -> str:
    """`maximum` is set or decreased in a payload that the owner accepts.

    Why: Senders of the base version may send a larger number, and are rejected now.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.2.2 (`maximum`) and 6.2.3 (`exclusiveMaximum`).
    """
    return bound(change)


RULES = (request_property_max_decreased,)
