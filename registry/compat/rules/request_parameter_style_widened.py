"""Compatibility rule: a parameter may be written in one more way."""

from crossdock.registry.compat.conditions import only_allows_more
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-style-widened",
    on=ChangeKind.PARAMETER_STYLE_CHANGED,
    position=Position.INPUT,
    when=only_allows_more,
    breaks=False,
    twin="A parameter that the owner sends has another way of writing, which its readers do not know.",
)
def request_parameter_style_widened(change: Change) -> str:
    """A parameter may be written in one more way: empty, or with reserved characters as they are.

    Why: Callers of the base version write as before and are still understood.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.12 (`allowEmptyValue`, `allowReserved`).
    """
    return f"the way `{change.subject}` may be written {turned(change)}"


RULES = (request_parameter_style_widened,)
