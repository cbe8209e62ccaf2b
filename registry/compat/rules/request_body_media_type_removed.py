"""Compatibility rule: a media type is no longer accepted."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-body-media-type-removed",
    on=ChangeKind.MEDIA_TYPE_REMOVED,
    position=Position.INPUT,
    breaks=True,
    twin="response-media-type-added",
)
def request_body_media_type_removed(change: Change) -> str:
    """A media type is no longer accepted.

    Why: Callers of the base version send it and get 415 (Unsupported Media Type).
    Fix: Keep accepting it, or start a new line beside this one.
    Source: RFC 9110, section 15.5.16.
    """
    return f"media type `{change.subject}` is no longer accepted"


RULES = (request_body_media_type_removed,)
