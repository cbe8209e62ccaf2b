"""Compatibility rule: the format of a value changes in a payload that the owner accepts."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-format-changed",
    on=ChangeKind.FORMAT_CHANGED,
    position=Position.INPUT,
    otherwise=Severity.WARNING,
    twin="response-property-format-changed",
)
def request_property_format_changed(change: Change) -> str:
    """The format of a value changes in a payload that the owner accepts.

    Why: A format is an annotation unless receivers assert it; senders may still write the old one.
    Fix: Keep the format, or accept both ways of writing.
    Source: JSON Schema 2020-12 validation, section 7.2.1 (format annotation).
    """
    return f"format of `{change.subject}` {turned(change)}"


RULES = (request_property_format_changed,)
