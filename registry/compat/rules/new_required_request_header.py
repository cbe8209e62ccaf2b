"""Compatibility rule: the owner asks for a header in answers to its own calls."""

from crossdock.registry.compat.conditions import is_required
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "new-required-request-header",
    on=ChangeKind.HEADER_ADDED,
    position=Position.INPUT,
    when=is_required,
    breaks=True,
    twin="required-response-header-removed",
)
def new_required_request_header(change: Change) -> str:
    """The owner asks for a header in answers to its own calls.

    Why: Receivers of the base version do not send it.
    Fix: Treat it as optional, or start a new line beside this one.
    Source: OpenAPI 3.1.1, section 4.8.18 (Callback Object).
    """
    return f"required header `{change.subject}` is expected"


RULES = (new_required_request_header,)
