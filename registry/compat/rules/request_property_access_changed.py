"""Compatibility rule: a value of a payload that the owner accepts is only read or only written, or no longer so."""

from crossdock.registry.compat.conditions import is_access
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-property-access-changed",
    on=ChangeKind.SCHEMA_CHANGED,
    position=Position.INPUT,
    when=is_access,
    breaks=False,
    twin="response-property-access-changed",
)
def request_property_access_changed(change: Change) -> str:
    """A value of a payload that the owner accepts is only read or only written, or no longer so.

    Why: It stays in this payload; in the other position it came or went, which is told there.
    Fix: Nothing to do here.
    Source: OpenAPI 3.1.1, section 4.8.24 (`readOnly`, `writeOnly` in JSON Schema 2020-12 validation, section 9.4).
    """
    return f"`{change.keyword}` of `{change.subject}` was {'set' if change.after else 'dropped'}"


RULES = (request_property_access_changed,)
