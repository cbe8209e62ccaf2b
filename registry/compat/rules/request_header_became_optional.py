"""Compatibility rule: the owner no longer insists on a header in answers to its own calls."""

from crossdock.registry.compat.conditions import is_header
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-header-became-optional",
    on=ChangeKind.PARAMETER_BECAME_OPTIONAL,
    position=Position.INPUT,
    when=is_header,
    breaks=False,
    twin="response-header-became-required",
)
def request_header_became_optional(change: Change) -> str:
    """The owner no longer insists on a header in answers to its own calls.

    Why: Receivers of the base version send it, and that is still accepted.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"header `{change.subject}` became optional"


RULES = (request_header_became_optional,)
