"""Compatibility rule: what tells alternatives apart changes in a payload that the owner accepts."""

from crossdock.registry.compat.conditions import is_discriminator
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-discriminator-changed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=is_discriminator,
    twin="response-property-discriminator-changed",
)
def request_property_discriminator_changed(change: Change) -> str:
    """What tells alternatives apart changes in a payload that the owner accepts.

    Why: A value names the alternative that it is; under another name it is read as another, or not at all.
    Fix: Keep the property and the names; add alternatives beside them.
    Source: OpenAPI 3.1.1, section 4.8.25 (Discriminator Object).
    """
    return f"discriminator of `{change.subject}` {turned(change)}"


RULES = (request_property_discriminator_changed,)
