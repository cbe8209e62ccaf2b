"""Schemas as tables: what a reader sees of references, branches, arrays, choices and circles."""

from datetime import date
from typing import Any

import pytest

from crossdock.generators.site.avro_table import avro_rows
from crossdock.generators.site.pages import Pages
from crossdock.generators.site.schema_table import MAX_ROWS, Row, SchemaTables
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.catalog import Catalog
from crossdock.registry.model.interface import Dialect, Schema
from crossdock.registry.model.landscape import Settings
from crossdock.registry.model.location import Place

PAGES = Pages(Catalog(Settings("small"), "here", date(2026, 11, 30)))


def schema_of(data: Any, dialect: Dialect = Dialect.DRAFT2020) -> Schema:
    document = Document("schema.json", b"", data, Syntax.JSON)
    resolver = Resolver({"schema.json": document}.get, lambda _: None)
    return open_schema(data, dialect, Place("schema.json"), resolver)


def rows_of(data: Any) -> tuple[Row, ...]:
    return SchemaTables(PAGES, "sys/name@1").rows(schema_of(data))


def words_of(row: Row) -> list[str]:
    return [" ".join((constraint.words, *constraint.values)) for constraint in row.constraints]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string", "format": "date"}, "string, date"),
        ({"type": ["string", "null"]}, "string or null"),
        ({"type": "integer", "nullable": True}, "integer or null"),
        ({"type": "array", "items": {"type": "number"}}, "array of number"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"const": 3}, "integer"),
        ({"enum": [True]}, "boolean"),
        ({"properties": {}}, "object"),
        (True, "any"),
        (False, "never"),
        ({"$ref": "#/nowhere"}, "any"),
    ],
)
def test_types_in_words(schema: Any, kind: str) -> None:
    assert rows_of({"properties": {"x": schema}})[0].type == kind


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minimum": 1, "exclusiveMaximum": 9}, ["≥ 1", "< 9"]),
        ({"minimum": 1, "exclusiveMinimum": True}, ["> 1"]),
        ({"minLength": 2, "maxLength": 2}, ["exactly 2 characters"]),
        ({"minItems": 1}, ["at least 1 item"]),
        ({"maxLength": 5, "default": ""}, ["up to 5 characters", 'default ""']),
        ({"enum": list(range(15))}, ["one of 0 1 2 3 4 5 6 7 8 9 10 11", "and 3 more"]),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}]}, ["needs at least one of a b and c"]),
        ({"if": {}, "then": {}}, ["further conditions in the document"]),
        ({"additionalProperties": False}, ["no other fields"]),
        ({"minimum": "odd", "required": "odd", "items": 7, "enum": {}, "allOf": 1}, ["≥ odd"]),
    ],
)
def test_constraints_in_words(schema: Any, words: list[str]) -> None:
    assert words_of(rows_of({"properties": {"x": schema}})[0]) == words


def test_a_reference_is_opened_in_place_and_its_neighbours_win() -> None:
    rows = rows_of(
        {
            "required": ["to"],
            "properties": {"to": {"$ref": "#/$defs/place", "description": "Where to."}},
            "$defs": {
                "place": {"type": "object", "description": "A place.", "properties": {"city": {"type": "string"}}}
            },
        }
    )
    assert [(row.name, row.depth, row.is_required, row.description) for row in rows] == [
        ("to", 0, True, "Where to."),
        ("city", 1, False, ""),
    ]


def test_branches_that_all_hold_are_one_table() -> None:
    rows = rows_of(
        {
            "allOf": [{"$ref": "#/$defs/a"}, {"required": ["x"], "properties": {"y": {"type": "string"}}}],
            "$defs": {"a": {"properties": {"x": {"type": "integer"}}}},
        }
    )
    assert [(row.name, row.is_required) for row in rows] == [("x", True), ("y", False)]


def test_a_choice_shows_each_branch() -> None:
    rows = rows_of(
        {
            "oneOf": [
                {"title": "By road", "properties": {"truck": {"type": "string"}}},
                {"properties": {"vessel": {"type": "string"}}},
            ]
        }
    )
    assert [(row.name, row.is_variant) for row in rows] == [
        ("either By road", True),
        ("truck", False),
        ("or", True),
        ("vessel", False),
    ]


def test_a_circle_ends() -> None:
    rows = rows_of({"properties": {"next": {"$ref": "#"}, "all": {"type": "array", "items": {"$ref": "#"}}}})
    assert [row.name for row in rows] == ["next", "all[]"]
    assert rows_of({"$ref": "#"})[0].name == ""


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf", "allOf"])
def test_a_circle_of_choices_ends(keyword: str) -> None:
    assert len(rows_of({"properties": {"x": {keyword: [{"$ref": "#/properties/x"}, {"$ref": "#"}]}}})) <= MAX_ROWS


def test_a_circle_of_arrays_ends() -> None:
    rows = rows_of({"properties": {"x": {"type": "array", "items": {"$ref": "#/properties/x"}}}})
    assert rows[0].type == "array of array of array of array"


def test_wide_and_deep_at_once_ends() -> None:
    inside = {f"p{n}": {"$ref": "#/$defs/d1"} for n in range(60)}
    definitions = {f"d{n}": {"properties": {k: {"$ref": f"#/$defs/d{n + 1}"} for k in inside}} for n in range(9)}
    assert len(rows_of({"properties": inside, "$defs": definitions | {"d9": {}}})) == MAX_ROWS


def test_choices_that_double_at_each_step_end() -> None:
    definitions = {f"d{n}": {"anyOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 12} for n in range(40)}
    assert (
        len(rows_of({"properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": definitions | {"d40": {"type": "string"}}}))
        == 1
    )


def test_a_wide_schema_is_cut() -> None:
    assert len(rows_of({"properties": {f"p{n}": {} for n in range(1000)}})) == MAX_ROWS


def test_a_schema_that_doubles_at_each_step_ends() -> None:
    definitions = {
        f"d{n}": {"properties": {"a": {"$ref": f"#/$defs/d{n + 1}"}, "b": {"$ref": f"#/$defs/d{n + 1}"}}}
        for n in range(40)
    }
    assert len(rows_of({"$ref": "#/$defs/d0", "$defs": definitions | {"d40": {}}})) <= MAX_ROWS


def test_avro_records() -> None:
    data = {
        "type": "record",
        "name": "Move",
        "fields": [
            {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "doc": "When."},
            {"name": "note", "type": ["null", "string"], "default": None},
            {
                "name": "lines",
                "type": {
                    "type": "array",
                    "items": {"type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]},
                },
            },
            {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["IN", "OUT"]}},
        ],
    }
    rows = avro_rows(schema_of(data, Dialect.AVRO))
    assert [(row.name, row.type, row.depth, row.is_required) for row in rows] == [
        ("at", "long, timestamp-millis", 0, True),
        ("note", "null or string", 0, False),
        ("lines", "array of record Line", 0, True),
        ("sku", "string", 1, True),
        ("kind", "enum Kind", 0, True),
    ]
    assert words_of(rows[4]) == ["one of IN OUT"]
