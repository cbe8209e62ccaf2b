"""Schemas as they are written, reference by reference: nothing is translated to be looked at."""

from collections.abc import Iterator, Mapping

from crossdock.registry.model.interface import Dialect, JsonSchema, Payload, Position, Schema
from crossdock.registry.model.location import Place, escape_token

PARTS = ("allOf", "anyOf", "oneOf")
REFERENCES = ("$ref", "$dynamicRef")
STEPS = 12  # schemas that say something of one value


def schema_of(payload: Payload) -> Schema | None:
    """Return the schema of a payload, with the words of JSON Schema; `None` when the contract says nothing of its shape."""
    return _as_json_schema(payload.schema, payload.position) if payload.schema is not None else None


def said_of(schema: Schema, limit: int = STEPS) -> Iterator[Mapping[str, object]]:
    """Yield a schema and those that it refers to or joins, at most `limit` of them."""
    waiting = [schema]
    while waiting and limit:
        one = waiting.pop(0)
        limit -= 1
        if isinstance(one.data, Mapping):
            yield one.data
            waiting += [*follow(one, one.data), *joined(one, one.data)]


def enter(schema: Schema, data: object, *steps: str) -> Schema:
    """Return the part of a schema that some steps lead to."""
    pointer = schema.place.pointer + "".join(f"/{escape_token(step)}" for step in steps)
    return Schema(data, schema.dialect, Place(schema.place.path, pointer), schema.source)


def follow(schema: Schema, data: Mapping[str, object]) -> Iterator[Schema]:
    """Yield what a schema refers to, as far as it is here."""
    for reference in (data[word] for word in REFERENCES if word in data):
        found = schema.source.follow(reference, schema.place) if isinstance(reference, str) else None
        if found is not None:
            yield _as_json_schema(found, None)


def joined(schema: Schema, data: Mapping[str, object]) -> Iterator[Schema]:
    """Yield what a schema joins, or has as alternatives."""
    for word in PARTS:
        parts = data.get(word)
        if isinstance(parts, list):
            yield from (enter(schema, part, word, str(index)) for index, part in enumerate(parts))


class _Bundle:
    """Follows the references of a schema that was translated, which all lead to its own definitions."""

    def __init__(self, definitions: Mapping[str, object]) -> None:
        self._definitions = definitions

    def follow(self, reference: str, place: Place) -> Schema | None:
        at = Place(place.path, reference)  # tells one definition from another
        return Schema(self._definitions.get(reference.rpartition("/")[2]), Dialect.DRAFT2020, at, self)

    def bundle(self, schema: Schema, position: Position | None) -> JsonSchema:
        """Return the part with all definitions; the position was settled when the whole was translated."""
        part = schema.data
        if isinstance(part, Mapping):
            return {**part, "$defs": self._definitions} if self._definitions else part
        return part if isinstance(part, bool) else {}


def _as_json_schema(schema: Schema, position: Position | None) -> Schema:
    """Return a schema whose fields are in `properties`: Avro's are not."""
    if schema.dialect is not Dialect.AVRO:
        return schema
    bundle = schema.bundle(position)
    definitions = bundle.get("$defs", {}) if isinstance(bundle, Mapping) else {}
    assert isinstance(definitions, Mapping)  # noqa: S101 - bundles are made here
    return Schema(bundle, Dialect.DRAFT2020, schema.place, _Bundle(definitions))
