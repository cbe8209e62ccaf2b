"""Compatibility rule: a bound becomes wider in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-bound-loosened",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.OUTPUT,
    twin="request-property-bound-tightened",
)
def response_property_bound_loosened(change: Change) -> str:
    """A bound becomes wider in a payload that the owner emits.

    Why: Readers of the base version rely on the old bound.
    Fix: Keep to the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.2 to 6.5.
    """
    return bound(change)


RULES = (response_property_bound_loosened,)
