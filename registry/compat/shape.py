"""The effective shape of a schema as it is written: references followed, `allOf` merged, each part with its place.

What differs between dialects in writing but not in meaning is made equal here: `nullable`, boolean exclusive bounds, tuples in `items`,
`dependencies`, `const` and enums of one value. Sources: JSON Schema drafts 04 to 2020-12; OpenAPI 3.0.4, section 4.7.24; AsyncAPI 3.0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.compat.equality import is_equal
from crossdock.registry.compat.keywords import TYPES
from crossdock.registry.model.interface import Dialect, Position, Schema
from crossdock.registry.model.location import Place

REFERENCE_STANDS_ALONE = (
    Dialect.DRAFT4,
    Dialect.DRAFT6,
    Dialect.DRAFT7,
    Dialect.OPENAPI30,
    Dialect.SWAGGER2,
    Dialect.ASYNCAPI,
)
_BOOLEAN_EXCLUSIVES = (Dialect.DRAFT4, Dialect.OPENAPI30, Dialect.SWAGGER2)
_TUPLES_IN_ITEMS = (*REFERENCE_STANDS_ALONE, Dialect.DRAFT2019)
_MAX_CONJUNCTS = 1000

SCHEMAS = (
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
)
_MAPS = ("patternProperties", "dependentSchemas")
_LISTS = ("prefixItems", "anyOf", "oneOf")
# what says nothing about which values are valid, and is no news for the other side either
_SILENT = frozenset(
    [
        "$id",
        "id",
        "$schema",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$vocabulary",
        "$comment",
        "$defs",
        "definitions",
        "title",
        "description",
        "summary",
        "examples",
        "example",
        "externalDocs",
        "xml",
        "allOf",
        "$ref",
        "properties",
        "required",
        "nullable",
    ]
)
_ACCESS = ("readOnly", "writeOnly")  # stated or not, false is the same
_LOUD = ("x-unit", "x-format", "x-extensible-enum")  # extensions that people live by

Schemas = tuple[Schema, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A keyword's value and where it is written."""

    value: object
    place: Place


@dataclass(slots=True)
class Shape:
    """What all conjuncts of a schema say together. Several schemas for one part mean that all of them hold."""

    place: Place
    is_impossible: bool = False
    facts: dict[str, Fact] = field(default_factory=dict)
    properties: dict[str, Schemas] = field(default_factory=dict)
    required: dict[str, Place] = field(default_factory=dict)
    parts: dict[str, Schemas] = field(default_factory=dict)
    maps: dict[tuple[str, str], Schemas] = field(default_factory=dict)
    lists: dict[str, tuple[tuple[Schema, ...], ...]] = field(default_factory=dict)

    def fact(self, keyword: str) -> object:
        """Return a keyword's value, `None` when it is absent."""
        found = self.facts.get(keyword)
        return found.value if found else None

    def place_of(self, keyword: str) -> Place:
        """Return where a keyword is written; the schema's own place when it is absent."""
        found = self.facts.get(keyword)
        if found:
            return found.place
        written = self.parts.get(keyword) or (self.lists.get(keyword) or ((),))[0]
        return written[0].place if written else self.place.child(keyword)


def shape_of(schema: Schema, position: Position | None) -> Shape:
    """Return the effective shape. `readOnly` properties are no part of an input, `writeOnly` ones no part of an output."""
    shape = Shape(_landing(schema).place)
    for one in _conjuncts(schema):
        if one.data is False:
            shape.is_impossible = True
        elif isinstance(one.data, Mapping):
            _add(shape, one, one.data)
    _leave_out(shape, position)
    return shape


def child(schema: Schema, data: object, *tokens: str | int) -> Schema:
    """Return the schema written below another one."""
    return Schema(data, schema.dialect, schema.place.child(*tokens), schema.source)


def target(schema: Schema) -> Schema | None:
    """Return what a schema's `$ref` leads to, `None` when it has none or it cannot be resolved."""
    reference = schema.data.get("$ref") if isinstance(schema.data, Mapping) else None
    return schema.source.follow(reference, schema.place) if isinstance(reference, str) else None


def _landing(schema: Schema) -> Schema:
    """Return the schema at the end of plain references: where the shape is really written."""
    seen: set[Place] = set()
    while isinstance(schema.data, Mapping) and schema.place not in seen:
        seen.add(schema.place)
        is_plain = schema.dialect in REFERENCE_STANDS_ALONE or len(schema.data) == 1
        found = target(schema) if is_plain else None
        if found is None:
            break
        schema = found
    return schema


def _conjuncts(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas that a value has to satisfy together, in the order they are written; each once."""
    pending, seen = [schema], set[Place]()
    while pending and len(seen) < _MAX_CONJUNCTS:
        one = pending.pop(0)
        if one.place in seen:
            continue
        seen.add(one.place)
        found = target(one)
        if found is not None and one.dialect in REFERENCE_STANDS_ALONE:
            pending.insert(0, found)
            continue
        yield one
        below = one.data.get("allOf") if isinstance(one.data, Mapping) else None
        branches = enumerate(below) if isinstance(below, list) else ()
        pending[:0] = [
            *([found] if found else []),
            *(child(one, item, "allOf", index) for index, item in branches),
        ]


def _add(shape: Shape, schema: Schema, data: Mapping[str, object]) -> None:
    for keyword, value, tokens in _normal(schema, data):
        place = schema.place.child(*tokens)
        if keyword in SCHEMAS:
            shape.parts[keyword] = (*shape.parts.get(keyword, ()), child(schema, value, *tokens))
        elif keyword in _LISTS and isinstance(value, list):
            branches = tuple(child(schema, item, *tokens, index) for index, item in enumerate(value))
            shape.lists[keyword] = (*shape.lists.get(keyword, ()), branches)
        elif keyword in _MAPS and isinstance(value, Mapping):
            for name, item in value.items():
                key = (keyword, name)
                shape.maps[key] = (*shape.maps.get(key, ()), child(schema, item, *tokens, name))
        elif keyword == "properties" and isinstance(value, Mapping):
            for name, item in value.items():
                shape.properties[name] = (*shape.properties.get(name, ()), child(schema, item, *tokens, name))
        elif keyword == "required" and isinstance(value, list):
            for index, name in enumerate(value):
                if isinstance(name, str):
                    shape.required.setdefault(name, place.child(index))
        elif keyword in _ACCESS and value is not True:
            continue
        elif keyword not in _SILENT and (not keyword.startswith("x-") or keyword in _LOUD):
            shape.facts[keyword] = _merge(keyword, shape.facts.get(keyword), Fact(value, place))


def _normal(schema: Schema, data: Mapping[str, object]) -> Iterator[tuple[str, object, tuple[str, ...]]]:
    """Yield (keyword of 2020-12, value, where it is written) for each keyword of a dialect."""
    is_plain_enum = "enum" not in data
    for keyword, value in data.items():
        if keyword in ("exclusiveMinimum", "exclusiveMaximum") and schema.dialect in _BOOLEAN_EXCLUSIVES:
            continue
        if keyword in ("minimum", "maximum") and schema.dialect in _BOOLEAN_EXCLUSIVES:
            exclusive = "exclusive" + keyword.capitalize()
            yield (exclusive if data.get(exclusive) is True else keyword), value, (keyword,)
        elif keyword == "type":
            yield (
                keyword,
                _types(value, schema.dialect is Dialect.OPENAPI30 and data.get("nullable") is True),
                (keyword,),
            )
        elif keyword == "items" and schema.dialect in _TUPLES_IN_ITEMS and isinstance(value, list):
            yield "prefixItems", value, (keyword,)
            if "additionalItems" in data:
                yield "items", data["additionalItems"], ("additionalItems",)
        elif keyword == "additionalItems":
            continue
        elif keyword == "dependencies" and isinstance(value, Mapping):
            for name, item in value.items():
                is_names = isinstance(item, list)
                yield "dependentRequired" if is_names else "dependentSchemas", {name: item}, (keyword,)
        elif keyword == "const" and is_plain_enum:
            yield "enum", [value], (keyword,)
        else:
            yield keyword, value, (keyword,)


def _types(value: object, is_nullable: bool) -> tuple[str, ...]:
    named = (
        {value}
        if isinstance(value, str)
        else {name for name in value if isinstance(name, str)}
        if isinstance(value, list)
        else set()
    )
    if is_nullable:
        named.add("null")
    if "number" in named:
        named.discard("integer")
    return tuple(sorted(named, key=lambda name: (TYPES.index(name) if name in TYPES else len(TYPES), name)))


def _merge(keyword: str, known: Fact | None, new: Fact) -> Fact:
    """Return what two conjuncts say together of one keyword; what cannot be told is kept side by side."""
    if known is None or is_equal(known.value, new.value):
        return known or new
    one, other = known.value, new.value
    if isinstance(one, tuple) and isinstance(other, tuple):
        both = [name for name in one if name in other or (name == "integer" and "number" in other)]
        both += [name for name in other if name == "integer" and "number" in one]
        return Fact(tuple(both), new.place)
    if keyword == "enum" and isinstance(one, list) and isinstance(other, list):
        return Fact([value for value in one if any(is_equal(value, item) for item in other)], new.place)
    if isinstance(one, (int, float)) and isinstance(other, (int, float)) and keyword != "multipleOf":
        is_lower = keyword.lower().startswith(("min", "exclusivemin"))
        return known if (one >= other) is is_lower else new
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return Fact({**one, **other}, new.place)
    return Fact([*(one if isinstance(one, list) else [one]), other], new.place)


def _leave_out(shape: Shape, position: Position | None) -> None:
    if position is None:
        return
    word = "readOnly" if position is Position.INPUT else "writeOnly"
    for name in [name for name, schemas in shape.properties.items() if any(_says(schema, word) for schema in schemas)]:
        del shape.properties[name]
        shape.required.pop(name, None)


def _says(schema: Schema, word: str) -> bool:
    data = schema.data
    if isinstance(data, Mapping) and "$ref" not in data and "allOf" not in data:
        return data.get(word) is True
    return any(isinstance(one.data, Mapping) and one.data.get(word) is True for one in _conjuncts(schema))
