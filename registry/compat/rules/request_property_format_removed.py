"""Compatibility rule: a value that the owner accepts may have any format."""

from crossdock.registry.compat.conditions import is_dropped
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-format-removed",
    on=ChangeKind.FORMAT_CHANGED,
    position=Position.INPUT,
    when=is_dropped,
    twin="response-property-format-added",
)
def request_property_format_removed(change: Change) -> str:
    """A value that the owner accepts may have any format.

    Why: Senders of the base version write the format that was stated, which is one of any.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 7.2.1 (format annotation).
    """
    return f"format of `{change.subject}` {turned(change)}"


RULES = (request_property_format_removed,)
