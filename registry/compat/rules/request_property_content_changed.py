"""Compatibility rule: what a text holds changes in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_content
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-content-changed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=is_content,
    otherwise=Severity.WARNING,
    twin="response-property-content-changed",
)
def request_property_content_changed(change: Change) -> str:
    """What a text holds changes in a payload that the owner accepts: its media type, encoding, or shape.

    Why: Validators take any text, but who decodes it reads something else.
    Fix: Keep what the text holds, or put the new content beside it under another name.
    Source: JSON Schema 2020-12 validation, section 8 (`contentMediaType`, `contentEncoding`, `contentSchema`).
    """
    return f"`{change.keyword}` of `{change.subject}` {turned(change)}"


RULES = (request_property_content_changed,)
