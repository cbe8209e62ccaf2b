"""Compatibility rule: the answer to a message goes elsewhere."""

from crossdock.registry.compat.binding_conditions import is_reply
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("reply-address-changed", on=ChangeKind.BINDING_CHANGED, when=is_reply, breaks=True)
def reply_address_changed(change: Change) -> str:
    """The answer to a message goes to another channel, or its address is read from another place of the request.

    Why: One side answers at the new address, and the other waits at the old one.
    Fix: Answer at both until the last consumer has moved, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Operation Reply Object and Operation Reply Address Object.
    """
    what = (
        "the address of replies" if change.subject == "reply-address" else "the place that names the address of replies"
    )
    return f"{what} {turned(change)}"


RULES = (reply_address_changed,)
