"""Parameters and headers travel as text: a number that is sent is text on the wire, and a reader of text takes it.

Source: OpenAPI 3.1.1, section 4.8.12.2 (how values are serialised); the JSON type of a parameter is known to the two ends only.
"""

from collections.abc import Mapping

from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.keywords import resolve
from crossdock.registry.model.interface import JsonSchema, Payload, Role

_SCALARS = ("boolean", "integer", "number")
_ABOUT_TEXT = ("pattern", "format", "minLength", "maxLength", "enum", "const")
_SAME_VALUE = ("allOf", "anyOf", "oneOf")
_ABOUT_LISTS = ("prefixItems", "contains", "enum", "const")
_MOST_REFERENCES = 20


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


def take_single(schema: JsonSchema) -> JsonSchema:
    """Return the schema of a receiver that takes one value where it takes a list of such: in every style both are written alike.

    A text is taken only where the items are any text, since what stands in it may part it into several.
    """
    listed = _follow(schema)
    items = listed.get("items", True) if isinstance(listed, Mapping) else True
    if not isinstance(listed, Mapping) or not _is_list(listed) or not isinstance(items, (bool, Mapping)):
        return schema
    is_any = isinstance(items, bool) or not any(word in items for word in (*_ABOUT_TEXT, "$ref", "not", *_SAME_VALUE))
    taken = {"type": [*_SCALARS, "string"] if is_any and "maxItems" not in listed else [*_SCALARS], "allOf": [items]}
    assert isinstance(schema, Mapping)  # noqa: S101  # it led to a mapping
    own = {name: value for name, value in schema.items() if name != "$defs"}
    definitions = {"$defs": schema["$defs"]} if "$defs" in schema else {}
    return {"anyOf": [own, taken], **definitions}


def _is_list(schema: Mapping[str, object]) -> bool:
    least = schema.get("minItems")
    is_plain = schema.get("type") in ("array", ["array"]) and not any(word in schema for word in _ABOUT_LISTS)
    return is_plain and not (isinstance(least, int) and least > 1)


def _follow(schema: JsonSchema) -> JsonSchema:
    found = schema
    for _ in range(_MOST_REFERENCES):
        reference = found.get("$ref") if isinstance(found, Mapping) else None
        if not isinstance(reference, str):
            break
        found = resolve(reference, schema)
    return found


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
