"""Compatibility rule: the way a parameter or header is written on the wire changes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("request-parameter-style-changed", on=ChangeKind.PARAMETER_STYLE_CHANGED, breaks=True)
def request_parameter_style_changed(change: Change) -> str:
    """The way a parameter or header is written on the wire changes.

    Why: One side writes the old way and the other reads the new way: lists and objects come apart differently.
    Fix: Keep `style` and `explode`, or add a parameter with the new way of writing.
    Source: OpenAPI 3.1.1, section 4.8.12.2.1 (`style`, `explode`).
    """
    return f"the way `{change.subject}` is written {turned(change)}"


RULES = (request_parameter_style_changed,)
