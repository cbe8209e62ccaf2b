"""Compatibility rule: the format of a value changes in a payload that the owner emits."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-format-changed",
    on=ChangeKind.FORMAT_CHANGED,
    position=Position.OUTPUT,
    otherwise=Severity.WARNING,
    twin="request-property-format-changed",
)
def response_property_format_changed(change: Change) -> str:
    """The format of a value changes in a payload that the owner emits.

    Why: A format is an annotation unless readers assert it; their parsers may expect the old one.
    Fix: Keep the format and add a property for the new one.
    Source: JSON Schema 2020-12 validation, section 7.2.1 (format annotation).
    """
    return f"format of `{change.subject}` {turned(change)}"


RULES = (response_property_format_changed,)
