"""Compatibility rule: `minLength` is dropped or decreased in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_min_length
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-min-length-decreased",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.OUTPUT,
    when=is_min_length,
    twin="request-property-min-length-increased",
)
def response_property_min_length_decreased(change: Change) -> str:
    """`minLength` is dropped or decreased in a payload that the owner emits.

    Why: Readers of the base version do not expect a shorter text: columns, buffers and types were sized by the old bound.
    Fix: Keep to the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.3.2 (`minLength`).
    """
    return bound(change)


RULES = (response_property_min_length_decreased,)
