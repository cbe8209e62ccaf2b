"""Compatibility rule: a bound becomes wider in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-bound-loosened",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.INPUT,
    twin="response-property-bound-tightened",
)
def request_property_bound_loosened(change: Change) -> str:
    """A bound becomes wider in a payload that the owner accepts.

    Why: Senders of the base version keep to the old bound and are still accepted.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 6.2 to 6.5.
    """
    return bound(change)


RULES = (request_property_bound_loosened,)
