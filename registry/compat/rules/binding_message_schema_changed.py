"""Compatibility rule: a schema changes that is written in a language that is not read here."""

from crossdock.registry.compat.binding_conditions import is_unread_schema
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("binding-message-schema-changed", on=ChangeKind.BINDING_CHANGED, when=is_unread_schema)
def binding_message_schema_changed(change: Change) -> str:
    """A schema changes that is written in a language that is not read here.

    Why: Whether its payloads still fit cannot be judged, so somebody has to look.
    Fix: Compare the two schemas with the tools of their language.
    Source: AsyncAPI 3.0.0, Multi Format Schema Object.
    """
    return f"{change.subject} changed"


RULES = (binding_message_schema_changed,)
