"""Compatibility rule: the address of a channel changes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("channel-address-changed", on=ChangeKind.CHANNEL_ADDRESS_CHANGED, breaks=True)
def channel_address_changed(change: Change) -> str:
    """The address of a channel changes.

    Why: Everyone on the base version is still connected to the old address.
    Fix: Publish to both addresses until the last consumer has moved, or start a new line beside this one.
    Source: AsyncAPI 3.0.0, Channel Object (`address`).
    """
    return f"address changed from `{change.before}` to `{change.after}`"


RULES = (channel_address_changed,)
