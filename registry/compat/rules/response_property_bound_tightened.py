"""Compatibility rule: a bound becomes narrower in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-bound-tightened",
    on=ChangeKind.BOUND_TIGHTENED,
    position=Position.OUTPUT,
    twin="request-property-bound-loosened",
)
def response_property_bound_tightened(change: Change) -> str:
    """A bound becomes narrower in a payload that the owner emits.

    Why: Readers of the base version cope with all that the old bound allowed.
    Fix: Nothing to do, unless stored payloads are outside of it and are replayed.
    Source: JSON Schema 2020-12 validation, section 6.2 to 6.5.
    """
    return bound(change)


RULES = (response_property_bound_tightened,)
