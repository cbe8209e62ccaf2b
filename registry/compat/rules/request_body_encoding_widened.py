"""Compatibility rule: a part of a form may be written in one more way."""

from crossdock.registry.compat.conditions import is_encoding_widened
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-encoding-widened",
    on=ChangeKind.PARAMETER_STYLE_CHANGED,
    position=Position.INPUT,
    when=is_encoding_widened,
    breaks=False,
    twin="A form that the owner sends has another way of writing, which its readers do not know.",
)
def request_body_encoding_widened(change: Change) -> str:
    """A part of a form may be written in one more way: another media type, reserved characters as they are, an optional header.

    Why: Callers of the base version write as before and are still understood.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.15 (Encoding Object).
    """
    return f"the way the part `{change.subject}` may be written {turned(change)}"


RULES = (request_body_encoding_widened,)
