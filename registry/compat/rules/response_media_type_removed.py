"""Compatibility rule: a media type is no longer offered."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-media-type-removed",
    on=ChangeKind.MEDIA_TYPE_REMOVED,
    position=Position.OUTPUT,
    breaks=True,
    twin="request-body-media-type-added",
)
def response_media_type_removed(change: Change) -> str:
    """A media type is no longer offered.

    Why: Readers of the base version ask for it and get 406 (Not Acceptable), or something they cannot read.
    Fix: Keep offering it, or start a new line beside this one.
    Source: RFC 9110, section 15.5.7.
    """
    return f"media type `{change.subject}` is no longer offered"


RULES = (response_media_type_removed,)
