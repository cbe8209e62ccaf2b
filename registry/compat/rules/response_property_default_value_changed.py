"""Compatibility rule: the default of a value changes in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-default-value-changed",
    on=ChangeKind.DEFAULT_CHANGED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-property-default-value-changed",
)
def response_property_default_value_changed(change: Change) -> str:
    """The default of a value changes in a payload that the owner emits.

    Why: Validation fills no defaults; readers that do so themselves understand an absent value differently now.
    Fix: Emit the value instead of leaving it out.
    Source: JSON Schema 2020-12 validation, section 9.2 (`default`).
    """
    return f"default of `{change.subject}` {turned(change)}"


RULES = (response_property_default_value_changed,)
