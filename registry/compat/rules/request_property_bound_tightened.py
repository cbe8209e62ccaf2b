"""Compatibility rule: a bound becomes narrower in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-bound-tightened",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.INPUT,
    twin="response-property-bound-loosened",
)
def request_property_bound_tightened(change: Change) -> str:
    """A bound becomes narrower in a payload that the owner accepts.

    Why: Senders of the base version may send values outside of it.
    Fix: Keep the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.2 to 6.5.
    """
    return bound(change)


RULES = (request_property_bound_tightened,)
