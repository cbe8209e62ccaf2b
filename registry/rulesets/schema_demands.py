"""What a JSON Schema asks, in words that fit behind "write it so that it": short, or not at all."""

import json
from collections.abc import Callable, Iterator, Mapping

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.counting import count
from crossdock.registry.rulesets.advice import Target, show_pattern, show_values

MAX_WORDS = 260  # characters that are said in words
MAX_SCHEMA = 200  # characters that are shown of a schema which has no short words
MAX_DEPTH = 6
_TYPES = {
    "array": "a list",
    "object": "an object",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_SIZES = {"Items": "item", "Length": "character", "Properties": "member"}
_PARTS = {
    "contains": "has an item that",
    "items": "has only items of which each",
    "propertyNames": "has only names of which each",
}
_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "greater than",
    "exclusiveMaximum": "less than",
    "multipleOf": "a multiple of",
}
_SILENT = frozenset(
    ("$schema", "$id", "title", "description", "definitions", "$defs", "$comment", "examples", "default")
)


class _Wordless(Exception):
    """A schema that asks for what has no words here."""


def advise_schema(options: Mapping[str, object], target: Target) -> str:
    """Say what the schema of a rule asks: in words where they are short, else as it is written, cut."""
    schema = options.get("schema")
    try:
        words = _join(_word(schema, schema, MAX_DEPTH))
    except _Wordless:
        words = ""
    if words and len(words) <= MAX_WORDS:
        return f"write {target.name} so that it {words}"
    shown = json.dumps(schema, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= MAX_SCHEMA else f"{shown[:MAX_SCHEMA]}…"
    return f"write {target.name} as the schema of the rule asks: {shown}"


def _word(schema: object, root: object, depth: int) -> Iterator[str]:
    if schema is True:
        return
    if not isinstance(schema, Mapping) or depth == 0:
        raise _Wordless
    is_told = "required" in schema or "properties" in schema
    for keyword, value in schema.items():
        if keyword in _SILENT or (keyword == "type" and value == "object" and is_told):
            continue
        if keyword == "required":
            yield from _word_required(value, schema.get("properties"))
            continue
        if keyword == "properties" and isinstance(value, Mapping):
            yield from _word_members(value, schema.get("required"), root, depth - 1)
            continue
        if keyword in _BOUNDS:
            yield f"is {_BOUNDS[keyword]} {value}"
        elif keyword[:3] in ("min", "max") and keyword[3:] in _SIZES:
            yield f"has {_size(keyword, value)}"
        elif keyword in _PLAIN:
            yield _PLAIN[keyword](value)
        elif keyword == "uniqueItems":
            yield from ["lists nothing twice"] if value is True else []
        else:
            yield from _word_nested(keyword, value, root, depth - 1)


def _word_required(names: object, described: object) -> Iterator[str]:
    """Say which members must be there, but for those of which something more is said."""
    known = described if isinstance(described, Mapping) else {}
    left = [name for name in names if not known.get(name)] if isinstance(names, list) else []
    yield from [f"has {' and '.join(f'`{name}`' for name in left)}"] if left else []


def _word_members(members: Mapping[str, object], required: object, root: object, depth: int) -> Iterator[str]:
    for name, part in members.items():
        words = _join(_word(part, root, depth))
        is_asked = isinstance(required, list) and name in required
        if words:
            yield f"has {'a member' if is_asked else 'no other'} `{name}` {'that' if is_asked else 'than one that'} {words}"


def _word_nested(keyword: str, value: object, root: object, depth: int) -> Iterator[str]:
    if keyword in _PARTS and isinstance(value, Mapping):
        yield f"{_PARTS[keyword]} {_some(value, root, depth)}"
    elif keyword == "patternProperties" and isinstance(value, Mapping):
        for name, part in value.items():
            yield f"has under names like {show_pattern(name)} only what {_some(part, root, depth)}"
    elif keyword in ("additionalProperties", "unevaluatedProperties") and isinstance(value, bool):
        yield from ["has no other members"] if not value else []
    elif keyword in ("anyOf", "oneOf", "allOf") and isinstance(value, list) and value:
        between = ", and " if keyword == "allOf" else ", or "
        yield between.join(_some(part, root, depth) for part in value)
    elif keyword == "not":
        yield _word_not(value, root, depth)
    elif keyword == "$ref" and isinstance(value, str) and value.startswith("#"):
        yield from _word(_find(root, value[1:]), root, depth)
    else:
        raise _Wordless


def _word_not(schema: object, root: object, depth: int) -> str:
    """Say what must not be; what has no short words of its own is said as a whole."""
    if not isinstance(schema, Mapping):
        raise _Wordless
    asked = {keyword: value for keyword, value in schema.items() if keyword not in _SILENT and keyword != "type"}
    properties, required = asked.get("properties"), asked.get("required")
    if set(asked) == {"required"} and isinstance(required, list) and required:
        return f"does not have {' and '.join(f'`{name}`' for name in required)}"
    if set(schema) in ({"const"}, {"enum"}, {"pattern"}):
        keyword, value = next(iter(schema.items()))
        return f"does not match {show_pattern(value)}" if keyword == "pattern" else f"is not {show_values(value)}"
    if set(asked) == {"properties", "required"} and isinstance(properties, Mapping) and required == list(properties):
        (name, part), *others = properties.items()
        if not others:
            return f"has no `{name}` that {_some(part, root, depth)}"
    names = asked.get("propertyNames")
    if set(schema) == {"propertyNames"} and isinstance(names, Mapping) and set(names) == {"not"}:
        return f"has a name that {_some(names['not'], root, depth)}"
    return f"is nothing that {_some(schema, root, depth)}"


def _some(schema: object, root: object, depth: int) -> str:
    """Return words for a schema that must ask something, or a sentence would end in nothing."""
    words = _join(_word(schema, root, depth))
    if not words:
        raise _Wordless
    return words


def _find(root: object, pointer: str) -> object:
    try:
        return find_data(root, pointer)
    except KeyError:
        raise _Wordless from None


def _size(keyword: str, value: object) -> str:
    number = count(value, _SIZES[keyword[3:]]) if isinstance(value, int) else f"{value} {_SIZES[keyword[3:]]}s"
    return f"{'at least' if keyword.startswith('min') else 'at most'} {number}"


def _name_types(value: object) -> str:
    return " or ".join(_TYPES.get(str(each), f"`{each}`") for each in (value if isinstance(value, list) else [value]))


def _join(parts: Iterator[str]) -> str:
    listed = list(parts)
    return " and ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)


_PLAIN: dict[str, Callable[[object], str]] = {
    "type": lambda value: f"is {_name_types(value)}",
    "const": lambda value: f"is {show_values([value])}",
    "enum": lambda value: f"is {show_values(value)}",
    "pattern": lambda value: f"matches {show_pattern(value)}",
    "format": lambda value: f"has the format `{value}`",
}
