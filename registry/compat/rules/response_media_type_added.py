"""Compatibility rule: another media type is offered."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-media-type-added",
    on=ChangeKind.MEDIA_TYPE_ADDED,
    position=Position.OUTPUT,
    breaks=False,
    twin="request-body-media-type-removed",
)
def response_media_type_added(change: Change) -> str:
    """Another media type is offered.

    Why: Readers of the base version ask for the types they know.
    Fix: Nothing to do; keep the old type for whoever asks for none.
    Source: RFC 9110, section 12.5.1.
    """
    return f"media type `{change.subject}` is offered as well"


RULES = (response_media_type_added,)
