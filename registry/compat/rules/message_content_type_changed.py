"""Compatibility rule: the content type of a message changes."""

from crossdock.registry.compat.conditions import is_message
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("message-content-type-changed", on=ChangeKind.MEDIA_TYPE_REMOVED, when=is_message, breaks=True)
def message_content_type_changed(change: Change) -> str:
    """The content type of a message changes.

    Why: Whoever lives on the base version reads or writes the old one.
    Fix: Send a second message with the new type beside the old one, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Message Object (`contentType`).
    """
    return f"content type of `{change.payload}` {turned(change)}"


RULES = (message_content_type_changed,)
