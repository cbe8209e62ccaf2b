"""Avro: the resolution rules, held against an independent reader and writer."""

import io
import json
from collections.abc import Mapping

import fastavro
import pytest

from crossdock.registry.compat.avro import resolve
from crossdock.registry.compat.avro_types import read_avro
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Schema
from crossdock.registry.model.location import Place


class _NoReferences:
    def follow(self, reference: str, place: Place) -> Schema | None:
        return None

    def bundle(self, schema: Schema, position: Position | None) -> JsonSchema:
        return True


def _type(data: object) -> object:
    return read_avro(Schema(data, Dialect.AVRO, Place("schema.avsc"), _NoReferences()))


def _record(*fields: Mapping[str, object], name: str = "R") -> dict[str, object]:
    return {"type": "record", "name": name, "fields": list(fields)}


def _enum(*symbols: str, **more: object) -> dict[str, object]:
    return {"type": "enum", "name": "E", "symbols": list(symbols), **more}


STRING = {"name": "a", "type": "string"}


@pytest.mark.parametrize(
    ("writer", "reader", "is_resolved"),
    [
        ("int", "long", True),
        ("long", "int", False),
        ("float", "double", True),
        ("string", "bytes", True),
        (_enum("A"), _enum("A", "B"), True),
        (_enum("A", "B"), _enum("A"), False),
        (_enum("A", "B"), _enum("A", default="A"), True),
        (_record(STRING), _record(), True),
        (_record(), _record(STRING), False),
        (_record(), _record({**STRING, "default": "x"}), True),
        (_record({"name": "old", "type": "int"}), _record({"name": "new", "type": "long", "aliases": ["old"]}), True),
        (_record({"name": "a", "type": ["null", "string"]}), _record({"name": "a", "type": "string"}), False),
        (_record({"name": "a", "type": "string"}), _record({"name": "a", "type": ["null", "string"]}), True),
        ({"type": "array", "items": "int"}, {"type": "array", "items": "string"}, False),
        ({"type": "map", "values": "int"}, {"type": "map", "values": "double"}, True),
        ({"type": "fixed", "name": "F", "size": 4}, {"type": "fixed", "name": "F", "size": 8}, False),
        (["int", "string"], ["string"], False),
    ],
)
def test_resolution(writer: object, reader: object, is_resolved: bool) -> None:
    found = list(resolve(_type(writer), _type(reader)))  # type: ignore[arg-type]  # read_avro returns what it takes
    assert (not found) is is_resolved
    for mismatch in found:
        assert not _can_be_read(mismatch.datum, writer, reader), mismatch


def test_recursive_types_end() -> None:
    node = _record({"name": "next", "type": ["null", "R"]}, {"name": "value", "type": "int"})
    wider = _record({"name": "next", "type": ["null", "R"]}, {"name": "value", "type": "string"})
    found = [mismatch.path for mismatch in resolve(_type(node), _type(wider))]  # type: ignore[arg-type]  # see above
    assert found == [("value",)]


def _can_be_read(datum: object, writer: object, reader: object) -> bool:
    """Whether a datum in Avro's JSON encoding, written by one schema, can be read by the other."""
    written = fastavro.parse_schema(writer)  # type: ignore[arg-type]  # any JSON data
    value = next(iter(fastavro.json_reader(io.StringIO(json.dumps(datum)), written)))
    stream = io.BytesIO()
    fastavro.schemaless_writer(stream, written, value)
    stream.seek(0)
    try:
        fastavro.schemaless_reader(stream, written, fastavro.parse_schema(reader))  # type: ignore[arg-type]  # see above
    except (fastavro.schema.SchemaParseException, fastavro.read.SchemaResolutionError, ValueError, KeyError, TypeError):
        return False
    return True
