"""The schemas that a schema is made of, and the step that leads into each from the payload's point of view."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crossdock.registry.compat.avro_types import AvroField, AvroType, read_avro
from crossdock.registry.compat.shape import REFERENCE_STANDS_ALONE, child, target
from crossdock.registry.model.interface import Dialect, Position, Schema
from crossdock.registry.model.location import Place

_SAME_VALUE = (
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "dependentSchemas",
    "dependencies",
)
_ANY_ENTRY = (
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "additionalItems",
    "unevaluatedItems",
    "contains",
)
# keywords below which other schemas stand
_PARTS = frozenset(
    (*_SAME_VALUE, *_ANY_ENTRY, "properties", "patternProperties", "prefixItems", "$defs", "definitions", "components")
)
_PARTS_OF_AVRO = frozenset(("fields", "items", "values"))

Node = Schema | AvroType | AvroField


class Step(NamedTuple):
    """A step into a part of a schema. `token` is the step in the payload, `*` for any entry, `None` for the same value.

    `absent` is the position in which the part is not exchanged, `None` where it always is.
    """

    token: str | None
    place: Place
    schema: Node
    absent: Position | None = None


def open_node(schema: Schema) -> Node:
    """Return what is walked for a schema: Avro schemas are read into their types first."""
    return read_avro(schema) if schema.dialect is Dialect.AVRO else schema


def steps_of(node: Node) -> Iterator[Step]:
    """Yield the steps into the parts of a schema, in the order it is written; a reference leads to what it names."""
    if isinstance(node, AvroField):
        yield Step(None, node.type.place, node.type)
    elif isinstance(node, AvroType):
        yield from _steps_of_avro(node)
    elif isinstance(node.data, Mapping):
        yield from _steps_of_json(node, node.data)


def _steps_of_json(schema: Schema, data: Mapping[str, object]) -> Iterator[Step]:
    found = target(schema)
    if found is not None:
        yield Step(None, found.place, found)
        if schema.dialect in REFERENCE_STANDS_ALONE:
            return
    for keyword, value in data.items():
        if keyword == "properties" and isinstance(value, Mapping):
            for name, below in value.items():
                yield _into(name, child(schema, below, keyword, name))
        elif keyword == "patternProperties" and isinstance(value, Mapping):
            for name, below in value.items():
                yield _into("*", child(schema, below, keyword, name))
        elif keyword in ("prefixItems", "items") and isinstance(value, list):
            for index, below in enumerate(value):
                yield _into(str(index), child(schema, below, keyword, index))
        elif keyword in _ANY_ENTRY and isinstance(value, Mapping):
            yield _into("*", child(schema, value, keyword))
        elif keyword in _SAME_VALUE:
            yield from _same_value(schema, keyword, value)


def _same_value(schema: Schema, keyword: str, value: object) -> Iterator[Step]:
    if isinstance(value, list):
        yield from (_into(None, child(schema, below, keyword, index)) for index, below in enumerate(value))
    elif isinstance(value, Mapping) and keyword in ("dependentSchemas", "dependencies"):
        named = ((name, below) for name, below in value.items() if isinstance(below, Mapping))
        yield from (_into(None, child(schema, below, keyword, name)) for name, below in named)
    elif isinstance(value, Mapping):
        yield _into(None, child(schema, value, keyword))


def _into(token: str | None, schema: Schema) -> Step:
    data = schema.data if isinstance(schema.data, Mapping) else {}
    absent = Position.INPUT if data.get("readOnly") is True else None
    absent = Position.OUTPUT if data.get("writeOnly") is True else absent
    return Step(token, schema.place, schema, absent)


def _steps_of_avro(kind: AvroType) -> Iterator[Step]:
    for field in kind.fields:
        yield Step(field.name, field.place, field)
    for branch in kind.branches:
        yield Step(None, branch.place, branch)
    if kind.items is not None:
        yield Step("*", kind.items.place, kind.items)


def read_rest(tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the steps in the payload for the end of a pointer that no schema stands at; `None` when it is not of the schema above.

    A property that is gone keeps its name; a keyword is the schema's own.

    >>> read_rest(("properties", "gone", "items"))
    ('gone', '*')
    >>> read_rest(("enum", "2"))
    ()
    """
    steps: list[str] = []
    while tokens:
        head, *rest = tokens
        if head == "properties" and rest:
            steps.append(rest.pop(0))
        elif head in _ANY_ENTRY:
            steps.append("*")
        elif head in _PARTS or head in _PARTS_OF_AVRO:
            return None
        else:
            break
        tokens = tuple(rest)
    return tuple(steps)
