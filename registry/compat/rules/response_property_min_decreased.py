"""Compatibility rule: `minimum` is dropped or decreased in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_minimum
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import bound
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-min-decreased",
    on=ChangeKind.BOUND_LOOSENED,
    position=Position.OUTPUT,
    when=is_minimum,
    twin="request-property-min-increased",
)
def response_property_min_decreased(change: Change) -> str:
    """`minimum` is dropped or decreased in a payload that the owner emits.

    Why: Readers of the base version do not expect a smaller number: columns, buffers and types were sized by the old bound.
    Fix: Keep to the old bound, or start a new line beside this one.
    Source: JSON Schema 2020-12 validation, section 6.2.4 (`minimum`) and 6.2.5 (`exclusiveMinimum`).
    """
    return bound(change)


RULES = (response_property_min_decreased,)
