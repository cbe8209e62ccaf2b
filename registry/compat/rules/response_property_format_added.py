"""Compatibility rule: a value that the owner emits has a format that was not stated."""

from crossdock.registry.compat.conditions import is_set
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-format-added",
    on=ChangeKind.FORMAT_CHANGED,
    position=Position.OUTPUT,
    when=is_set,
    twin="request-property-format-removed",
)
def response_property_format_added(change: Change) -> str:
    """A value that the owner emits has a format that was not stated.

    Why: Readers of the base version expected any format.
    Fix: Nothing to do.
    Source: JSON Schema 2020-12 validation, section 7.2.1 (format annotation).
    """
    return f"format of `{change.subject}` {turned(change)}"


RULES = (response_property_format_added,)
