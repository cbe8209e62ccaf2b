"""Compatibility rule: what tells alternatives apart changes in a payload that the owner emits."""

from crossdock.registry.compat.conditions import is_discriminator
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "response-property-discriminator-changed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.OUTPUT,
    when=is_discriminator,
    twin="request-property-discriminator-changed",
)
def response_property_discriminator_changed(change: Change) -> str:
    """What tells alternatives apart changes in a payload that the owner emits.

    Why: A value names the alternative that it is; under another name it is read as another, or not at all.
    Fix: Keep the property and the names; add alternatives beside them.
    Source: OpenAPI 3.1.1, section 4.8.25 (Discriminator Object).
    """
    return f"discriminator of `{change.subject}` {turned(change)}"


RULES = (response_property_discriminator_changed,)
