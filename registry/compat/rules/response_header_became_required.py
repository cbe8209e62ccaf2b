"""Compatibility rule: a header is always there in a response."""

from crossdock.registry.compat.conditions import is_header
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-header-became-required",
    on=ChangeKind.PARAMETER_BECAME_REQUIRED,
    position=Position.OUTPUT,
    when=is_header,
    breaks=False,
    twin="request-header-became-optional",
)
def response_header_became_required(change: Change) -> str:
    """A header is always there in a response.

    Why: Readers of the base version cope with its absence, so its presence is fine.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.21 (Header Object).
    """
    return f"header `{change.subject}` became required"


RULES = (response_header_became_required,)
