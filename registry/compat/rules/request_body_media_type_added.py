"""Compatibility rule: another media type is accepted."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-media-type-added",
    on=ChangeKind.MEDIA_TYPE_ADDED,
    position=Position.INPUT,
    breaks=False,
    twin="response-media-type-removed",
)
def request_body_media_type_added(change: Change) -> str:
    """Another media type is accepted.

    Why: Callers of the base version send the types they know.
    Fix: Nothing to do.
    Source: RFC 9110, section 8.3.
    """
    return f"media type `{change.subject}` is accepted as well"


RULES = (request_body_media_type_added,)
