"""Compatibility rule: a part of a form is written in another way."""

from crossdock.registry.compat.conditions import is_encoding
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("request-body-encoding-changed", on=ChangeKind.PARAMETER_STYLE_CHANGED, when=is_encoding, breaks=True)
def request_body_encoding_changed(change: Change) -> str:
    """The way a part of a form is written changes: its style, its media type, or a header that it must have.

    Why: One side writes the part the old way and the other reads it the new way.
    Fix: Keep the `encoding` of the part, or add a part with the new way of writing.
    Source: OpenAPI 3.1.1, section 4.8.15 (Encoding Object).
    """
    return f"the way the part `{change.subject}` is written {turned(change)}"


RULES = (request_body_encoding_changed,)
