"""Parameters and headers travel as text: a number that is sent is text on the wire, and a reader of text takes it.

Source: OpenAPI 3.1.1, section 4.8.12.2 (how values are serialised); the JSON type of a parameter is known to the two ends only.
"""

from collections.abc import Mapping

from crossdock.registry.compat.equality import encode
from crossdock.registry.model.interface import JsonSchema, Payload, Role

_SCALARS = ("boolean", "integer", "number")
_ABOUT_TEXT = ("pattern", "format", "minLength", "maxLength", "enum", "const")
_SAME_VALUE = ("allOf", "anyOf", "oneOf")


def is_text(payload: Payload) -> bool:
    """Whether a payload travels as text: a parameter or header that names no media type."""
    is_header = payload.role is Role.HEADER and payload.status is not None
    return (payload.role is Role.PARAMETER or is_header) and payload.media_type is None


def take_text(schema: JsonSchema) -> JsonSchema:
    """Return the schema of a receiver that takes numbers and booleans where it takes any text; list items likewise."""
    if isinstance(schema, bool):
        return schema
    taken = dict(schema)
    named = schema.get("type")
    types = [named] if isinstance(named, str) else list(named) if isinstance(named, list) else []
    if "string" in types and not any(word in schema for word in _ABOUT_TEXT):
        taken["type"] = list(dict.fromkeys([*types, *_SCALARS]))
    items = schema.get("items")
    if isinstance(items, Mapping):
        taken["items"] = take_text(items)
    for keyword in _SAME_VALUE:
        branches = schema.get(keyword)
        if isinstance(branches, list):
            taken[keyword] = [take_text(branch) for branch in branches]
    definitions = schema.get("$defs")
    if isinstance(definitions, Mapping):
        taken["$defs"] = {name: take_text(item) for name, item in definitions.items()}
    return taken


def as_text(value: object) -> object:
    """Return what arrives when nobody knows the types: every number and boolean as its text.

    >>> as_text([1, True, "a"])
    ['1', 'true', 'a']
    """
    if isinstance(value, (bool, int, float)):
        return encode(value).decode("ascii")
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return {name: as_text(item) for name, item in value.items()} if isinstance(value, dict) else value
