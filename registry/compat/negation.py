"""What it takes for a value not to satisfy a schema: for each keyword, the ways in which it can fail.

Source: JSON Schema 2020-12 validation, section 6, and core, section 10. A keyword about one type can fail only for values of that type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor

from crossdock.registry.model.interface import JsonSchema


@dataclass(frozen=True, slots=True)
class Way:
    """One way to fail: all of `holding` hold and none of `failing` does.

    `kind` names what has to exist beside that (`member`, `some-member`, `item`, `name`) or to be the case (`mismatch`, `indivisible`,
    `repeats`, `fewer`, `more`, `none-of`, `not-type`), `about` what it is about. `opaque` is a way of which nothing more is known.
    """

    holding: tuple[JsonSchema, ...] = ()
    failing: tuple[JsonSchema, ...] = ()
    kind: str = ""
    about: tuple[object, ...] = ()


OPAQUE = Way(kind="opaque")
_OPAQUE = ("$dynamicRef", "$recursiveRef")
_BOUNDS = {
    "minimum": ("number", "exclusiveMaximum"),
    "maximum": ("number", "exclusiveMinimum"),
    "exclusiveMinimum": ("number", "maximum"),
    "exclusiveMaximum": ("number", "minimum"),
}
_SIZES = {
    "minLength": ("string", "maxLength", -1),
    "maxLength": ("string", "minLength", 1),
    "minItems": ("array", "maxItems", -1),
    "maxItems": ("array", "minItems", 1),
    "minProperties": ("object", "maxProperties", -1),
    "maxProperties": ("object", "minProperties", 1),
}
_SIMPLE = {
    "pattern": ("string", "mismatch"),
    "multipleOf": ("number", "indivisible"),
    "propertyNames": ("object", "name"),
}
_APPLICATORS = ("$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "not", "dependentSchemas")


def ways_to_fail(schema: Mapping[str, object], *, assert_formats: bool) -> Iterator[Way]:
    """Yield the ways in which a value can fail a schema, references followed already; one of them must be the case."""
    for word, value in schema.items():
        yield from _of_keyword(word, value, schema)
        if word == "format" and assert_formats:
            yield OPAQUE
    if "contains" in schema:
        yield from _of_contains(schema)
    if any(schema.get(word, True) not in (True, {}) for word in ("unevaluatedProperties", "unevaluatedItems")):
        yield OPAQUE
    if "items" in schema or "prefixItems" in schema:
        yield Way(({"type": "array"},), (), "item", (schema,))


def _of_keyword(word: str, value: object, schema: Mapping[str, object]) -> Iterator[Way]:
    if word in _BOUNDS:
        kind, opposite = _BOUNDS[word]
        yield Way(({"type": kind, opposite: value},))
    elif word in _SIZES and isinstance(value, (int, float)):
        kind, opposite, step = _SIZES[word]
        if value + step >= 0:
            yield Way(({"type": kind, opposite: value + step},))
    elif word in _SIMPLE:
        kind, named = _SIMPLE[word]
        yield Way(({"type": kind},), (), named, (value,))
    elif word == "type":
        yield Way((), (), "not-type", (value,))
    elif word == "const":
        yield Way((), (), "none-of", (value,))
    elif word == "enum" and isinstance(value, list):
        yield Way((), (), "none-of", tuple(value))
    elif word == "uniqueItems" and value is True:
        yield Way(({"type": "array", "minItems": 2},), (), "repeats")
    elif word == "required" and isinstance(value, list):
        yield from (Way(({"type": "object", "properties": {name: False}},)) for name in value)
    elif word == "additionalProperties" and value not in (True, {}):
        yield Way(({"type": "object"},), (), "some-member", (None, value, schema))
    elif word in _OPAQUE:
        yield OPAQUE
    else:
        yield from _of_applicator(word, value, schema)


def _of_contains(schema: Mapping[str, object]) -> Iterator[Way]:
    """Yield that fewer items than asked for are so, or more than allowed (2020-12 validation, sections 6.4.4 and 6.4.5)."""
    least, most, about = schema.get("minContains", 1), schema.get("maxContains"), schema["contains"]
    if isinstance(least, (int, float)) and least > 0:
        yield Way(({"type": "array"},), (), "fewer", (about, ceil(least)))
    if isinstance(most, (int, float)):
        yield Way(({"type": "array"},), (), "more", (about, floor(most)))


def _of_applicator(word: str, value: object, schema: Mapping[str, object]) -> Iterator[Way]:
    if word == "not" and isinstance(value, (bool, Mapping)):
        yield Way((value,))
    elif word == "allOf" and isinstance(value, list):
        yield from (Way((), (branch,)) for branch in value)
    elif word == "anyOf" and isinstance(value, list):
        yield Way((), tuple(value))
    elif word == "oneOf" and isinstance(value, list):
        yield Way((), tuple(value))
        for index, one in enumerate(value):
            yield from (Way((one, other)) for other in value[index + 1 :])
    elif word == "if" and isinstance(value, (bool, Mapping)):
        yield Way((value,), (_schema(schema.get("then", True)),))
        yield Way((), (value, _schema(schema.get("else", True))))
    elif isinstance(value, Mapping):
        yield from _of_map(word, value)


def _of_map(word: str, value: Mapping[str, object]) -> Iterator[Way]:
    for name, item in value.items():
        if word == "properties" and item not in (True, {}):
            yield Way(({"type": "object", "required": [name]},), (), "member", (name, item))
        elif word == "patternProperties" and item not in (True, {}):
            yield Way(({"type": "object"},), (), "some-member", (name, item, {}))
        elif word == "dependentSchemas" and isinstance(item, (bool, Mapping)):
            yield Way(({"type": "object", "required": [name]},), (item,))
        elif word == "dependentRequired" and isinstance(item, list):
            needed = ({"type": "object", "required": [name], "properties": {other: False}} for other in item)
            yield from (Way((one,)) for one in needed)


def plain_rest(schema: Mapping[str, object]) -> Mapping[str, object]:
    """Return a schema whose `unevaluated…` is written as what it means where nothing else speaks of the same value."""
    if any(word in schema for word in _APPLICATORS):
        return schema
    plain = dict(schema)
    if "unevaluatedProperties" in plain and "additionalProperties" not in plain:
        plain["additionalProperties"] = plain.pop("unevaluatedProperties")
    if "unevaluatedItems" in plain and "items" not in plain and "contains" not in plain:
        plain["items"] = plain.pop("unevaluatedItems")
    if "additionalProperties" in plain:
        plain.pop("unevaluatedProperties", None)  # everything is evaluated
    if "items" in plain:
        plain.pop("unevaluatedItems", None)
    return plain


def _schema(value: object) -> JsonSchema:
    return value if isinstance(value, (bool, Mapping)) else True
