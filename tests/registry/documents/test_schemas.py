"""Schemas follow their references, and bundles are self-contained and mean the same."""

import json
from io import BytesIO

import fastavro
import pytest
from fastavro.utils import generate_many

from crossdock.registry.documents.dialects import find_dialect
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.interface import Dialect, JsonSchema, Position
from crossdock.registry.model.location import Place
from tests.registry.documents.registry import bundle, find_schema, make_resolver

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def body(schema: JsonSchema) -> dict[str, object]:
    """Return a bundle without what all have."""
    assert isinstance(schema, dict)
    assert schema["$schema"] == ADDRESS
    return {keyword: value for keyword, value in schema.items() if keyword != "$schema"}


def accepts(schema: JsonSchema, value: object) -> bool:
    return compile_validator(schema).is_valid(value)


def test_only_what_is_reached_is_bundled_under_its_own_name() -> None:
    text = """
components:
  schemas:
    Order: {type: object, properties: {lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}}
    Line: {type: object, properties: {sku: {$ref: '#/components/schemas/Sku'}}}
    Sku: {type: string}
    Other: {type: integer}
"""
    assert body(bundle(text, "/components/schemas/Order")) == {
        "type": "object",
        "properties": {"lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}}},
        "$defs": {
            "Line": {"type": "object", "properties": {"sku": {"$ref": "#/$defs/Sku"}}},
            "Sku": {"type": "string"},
        },
    }


def test_recursion_ends_in_a_definition() -> None:
    text = "Tree: {type: object, properties: {left: {$ref: '#/Tree'}, name: {type: string}}}\n"
    schema = bundle(text, "/Tree")
    assert accepts(schema, {"left": {"left": {"name": "x"}}})
    assert not accepts(schema, {"left": {"left": {"name": 1}}})


def test_names_come_from_what_people_wrote_and_are_unique() -> None:
    text = """
properties:
  a: {$ref: 'one.yaml#/$defs/Line'}
  b: {$ref: 'two.yaml#/$defs/Line'}
  c: {$ref: 'one.yaml'}
  d: {$ref: 'one.yaml#/$defs/Line/properties/sku/items'}
  e: {$ref: '#/$defs/odd~1name%20%C3%A9'}
$defs: {"odd/name é": {type: boolean}}
"""
    one = "$defs: {Line: {type: object, properties: {sku: {items: {type: string}}}}}\ntype: 'null'\n"
    schema = body(bundle(text, one__yaml=one, two__yaml="$defs: {Line: {type: integer}}\n"))
    assert schema["$defs"] == {
        "Line": {"type": "object", "properties": {"sku": {"items": {"type": "string"}}}},
        "Line-2": {"type": "integer"},
        "odd_name": {"type": "boolean"},
        "one": {"type": "null"},
        "sku-items": {"type": "string"},
    }
    assert isinstance(schema["properties"], dict)
    assert [entry["$ref"] for entry in schema["properties"].values()] == [
        *("#/$defs/Line", "#/$defs/Line-2", "#/$defs/one", "#/$defs/sku-items", "#/$defs/odd_name")
    ]


def test_a_bundle_is_the_same_whatever_was_bundled_before() -> None:
    text = "a: {items: [{$ref: 'x.yaml#/D'}, {$ref: 'y.yaml#/D'}]}\nb: {items: [{$ref: 'y.yaml#/D'}]}\n"
    files = {"a.yaml": text, "x.yaml": "D: {type: string}\n", "y.yaml": "D: {type: integer}\n"}
    first, second = make_resolver(files), make_resolver(files)
    one = find_schema(first, "a.yaml", "/a").bundle()
    find_schema(second, "a.yaml", "/b").bundle()
    assert json.dumps(one) == json.dumps(find_schema(second, "a.yaml", "/a").bundle())
    assert find_schema(first, "a.yaml", "/a").bundle() is one


def test_what_cannot_be_resolved_accepts_everything_and_says_so() -> None:
    text = "properties: {a: {$ref: 'https://example.com/x'}, b: {$ref: '#/missing'}, c: {$ref: '#/loop'}}\nloop: {$ref: '#/loop'}\n"
    schema = bundle(text)
    assert body(schema)["properties"] == {
        "a": {"$comment": "unresolved: https://example.com/x"},
        "b": {"$comment": "unresolved: #/missing"},
        "c": {"$comment": "unresolved: #/loop"},
    }
    assert accepts(schema, {"a": 1, "b": [], "c": None})


def test_a_circle_in_place_is_kept_and_harms_nobody() -> None:
    schema = bundle("A: {allOf: [{$ref: '#/A'}, {type: object}]}\n", "/A")
    assert accepts(schema, {})


def test_follow_keeps_the_place_and_finds_the_dialect() -> None:
    files = {
        "a/openapi.yaml": "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '../b/schema.json#/$defs/x'}, B: {$ref: 'part.yaml'}}}\n",
        "b/schema.json": '{"$schema": "http://json-schema.org/draft-07/schema#", "$defs": {"x": {"$ref": "#/$defs/y"}, "y": true}}',
        "a/part.yaml": "type: object\n",
        "c/vocabulary.yaml": "codes: [A]\n",
        "d/schema.avsc": '{"type": "record", "name": "R", "fields": []}',
    }
    schema = find_schema(make_resolver(files), "a/openapi.yaml", "/components/schemas/A", Dialect.OPENAPI30)
    there = schema.source.follow("../b/schema.json#/$defs/x", schema.place)
    assert there is not None
    assert (there.dialect, there.place) == (Dialect.DRAFT7, Place("b/schema.json", "/$defs/x"))
    further = there.source.follow("#/$defs/y", there.place)
    assert further is not None
    assert (further.data, further.dialect, further.place.pointer) == (True, Dialect.DRAFT7, "/$defs/y")
    part = schema.source.follow("part.yaml", schema.place)
    assert part is not None and part.dialect is Dialect.OPENAPI30  # it does not say; its reader's counts
    codes = schema.source.follow("../c/vocabulary.yaml#/schema", schema.place)
    assert codes is not None and (codes.data, codes.dialect) == ({"enum": ["A"]}, Dialect.DRAFT2020)
    record = schema.source.follow("../d/schema.avsc", schema.place)
    assert record is not None and record.dialect is Dialect.AVRO
    assert schema.source.follow("missing.yaml", schema.place) is None


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("openapi: 3.0.3", Dialect.OPENAPI30),
        ("openapi: 3.1.0", Dialect.DRAFT2020),
        ("openapi: 3.1.0\njsonSchemaDialect: http://json-schema.org/draft-07/schema#", Dialect.DRAFT7),
        ("openapi: 3.1.0\njsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base", Dialect.DRAFT2020),
        ("swagger: '2.0'", Dialect.SWAGGER2),
        ("asyncapi: 3.0.0", Dialect.ASYNCAPI),
        ("$schema: http://json-schema.org/draft-04/schema", Dialect.DRAFT4),
        ("$schema: https://json-schema.org/draft/2019-09/schema", Dialect.DRAFT2019),
        ("type: record\nname: R\nfields: []", Dialect.AVRO),
        ("type: [object]\nname: R", None),
        ("type: object", None),
        ("[1]", None),
    ],
)
def test_a_document_says_its_dialect(text: str, dialect: Dialect | None) -> None:
    assert find_dialect(read_document("a.yaml", text.encode())) is dialect


@pytest.mark.parametrize(
    ("dialect", "written", "meant"),
    [
        (Dialect.OPENAPI30, "{type: string, nullable: true}", {"type": ["string", "null"]}),
        (Dialect.OPENAPI30, "{nullable: true}", {}),
        (Dialect.OPENAPI30, "{type: string, nullable: true, enum: [a]}", {"type": ["string", "null"], "enum": ["a"]}),
        (Dialect.SWAGGER2, "{type: string, x-nullable: true}", {"type": ["string", "null"]}),
        (Dialect.DRAFT7, "{type: string, nullable: true}", {"type": "string"}),
        (Dialect.OPENAPI30, "{minimum: 1, exclusiveMinimum: true}", {"exclusiveMinimum": 1}),
        (Dialect.OPENAPI30, "{minimum: 1, exclusiveMinimum: false}", {"minimum": 1}),
        (Dialect.DRAFT4, "{maximum: 1, exclusiveMaximum: true, minimum: 0}", {"exclusiveMaximum": 1, "minimum": 0}),
        (Dialect.DRAFT4, "{exclusiveMaximum: true}", {}),
        (Dialect.DRAFT7, "{items: [true, {}], additionalItems: false}", {"prefixItems": [True, {}], "items": False}),
        (Dialect.DRAFT7, "{additionalItems: false}", {}),
        (Dialect.DRAFT2020, "{prefixItems: [true], items: false}", {"prefixItems": [True], "items": False}),
        (
            Dialect.DRAFT7,
            "{dependencies: {a: [b], c: {required: [d]}}}",
            {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"required": ["d"]}}},
        ),
        (Dialect.DRAFT4, "{const: 1, contains: {}, if: {}, $id: x, id: y}", {}),
        (Dialect.OPENAPI30, "{patternProperties: {a: {}}, const: 1}", {}),
        (Dialect.SWAGGER2, "{type: file}", {"type": "string", "format": "binary"}),
        (Dialect.SWAGGER2, "{type: object, discriminator: kind}", {"type": "object", "discriminator": "kind"}),
        (
            Dialect.OPENAPI30,
            "{x-own: {y: 1}, example: 2, xml: {name: z}}",
            {"x-own": {"y": 1}, "example": 2, "xml": {"name": "z"}},
        ),
        (Dialect.OPENAPI30, "{required: true, type: any, minLength: '3', enum: 7, properties: [1], allOf: []}", {}),
        (Dialect.DRAFT7, "{definitions: {a: {}}, $defs: {b: {}}, title: T}", {"title": "T"}),
        (Dialect.DRAFT7, "[not, a, schema]", {"$comment": "not a schema"}),
    ],
)
def test_what_a_dialect_writes_means_in_2020(dialect: Dialect, written: str, meant: dict[str, object]) -> None:
    assert body(bundle(written, dialect=dialect)) == meant


@pytest.mark.parametrize(
    "dialect", [Dialect.DRAFT4, Dialect.DRAFT7, Dialect.OPENAPI30, Dialect.SWAGGER2, Dialect.ASYNCAPI]
)
def test_keywords_beside_a_reference_are_ignored_where_the_dialect_ignores_them(dialect: Dialect) -> None:
    text = "a: {$ref: '#/b', description: text, minLength: 3, nullable: true}\nb: {type: string}\n"
    assert body(bundle(text, "/a", dialect)) == {"$ref": "#/$defs/b", "$defs": {"b": {"type": "string"}}}


@pytest.mark.parametrize("dialect", [Dialect.DRAFT2019, Dialect.DRAFT2020])
def test_keywords_beside_a_reference_count_where_the_dialect_counts_them(dialect: Dialect) -> None:
    text = "a: {$ref: '#/b', minLength: 3}\nb: {type: string}\n"
    assert body(bundle(text, "/a", dialect)) == {
        "$ref": "#/$defs/b",
        "minLength": 3,
        "$defs": {"b": {"type": "string"}},
    }


def test_a_boolean_is_a_bundle() -> None:
    assert bundle("true") is True
    assert bundle("false") is False


READ_ONLY = """
Order:
  type: object
  required: [id, name, secret, owner, total]
  properties:
    id: {type: string, readOnly: true}
    name: {type: string}
    secret: {type: string, writeOnly: true}
    owner: {$ref: '#/Owner'}
    readOnly: {type: boolean}
  allOf:
  - properties: {total: {type: number, readOnly: true}}
    required: [total, id]
  - {$ref: '#/Base'}
Owner: {type: string, readOnly: true}
Base: {properties: {created: {type: string, readOnly: true}}, required: [created]}
"""


@pytest.mark.parametrize("dialect", [Dialect.OPENAPI30, Dialect.DRAFT2020, Dialect.DRAFT7, Dialect.ASYNCAPI])
def test_read_only_properties_leave_inputs(dialect: Dialect) -> None:
    schema = bundle(READ_ONLY, "/Order", dialect, Position.INPUT)
    assert body(schema) == {
        "type": "object",
        "required": ["name", "secret"],
        "properties": {
            "name": {"type": "string"},
            "secret": {"type": "string", "writeOnly": True},
            "readOnly": {"type": "boolean"},
        },
        "allOf": [{"properties": {}}, {"$ref": "#/$defs/Base"}],
        "$defs": {"Base": {"properties": {}}},
    }
    assert accepts(schema, {"name": "n", "secret": "s"})


def test_write_only_properties_leave_outputs_and_both_stay_without_a_position() -> None:
    output = body(bundle(READ_ONLY, "/Order", Dialect.OPENAPI30, Position.OUTPUT))
    assert output["required"] == ["id", "name", "owner", "total"]
    assert "secret" not in output["properties"]  # type: ignore[operator]  # a mapping
    neutral = body(bundle(READ_ONLY, "/Order", Dialect.OPENAPI30))
    assert neutral["required"] == ["id", "name", "secret", "owner", "total"]


def test_bundles_cross_dialects() -> None:
    text = "openapi: 3.0.3\nA: {type: object, properties: {s: {$ref: 'b.json'}, n: {$ref: 'part.yaml'}}}\n"
    other = '{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"const": 1}], "additionalItems": false}'
    schema = body(bundle(text, "/A", Dialect.OPENAPI30, b__json=other, part__yaml="{type: string, nullable: true}"))
    assert schema["$defs"] == {
        "b": {"prefixItems": [{"const": 1}], "items": False},
        "part": {"type": ["string", "null"]},
    }


def test_multi_format_schemas_of_asyncapi_are_opened() -> None:
    text = """
asyncapi: 3.0.0
A: {type: object, properties: {r: {$ref: '#/components/schemas/R'}, o: {$ref: '#/components/schemas/O'}}}
components:
  schemas:
    R: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {type: enum, name: Colour, symbols: [RED]}}
    O: {schemaFormat: application/vnd.oai.openapi;version=3.0.0, schema: {type: string, nullable: true}}
"""
    schema = bundle(text, "/A", Dialect.ASYNCAPI)
    assert accepts(schema, {"r": "RED", "o": None})
    assert not accepts(schema, {"r": "BLUE"})


TREE = {
    "tree.yaml": """
$id: https://schemas.example/tree
$dynamicAnchor: node
type: object
properties: {data: true, children: {type: array, items: {$dynamicRef: '#node'}}}
""",
    "strict.yaml": """
$id: https://schemas.example/strict
$dynamicAnchor: node
$ref: tree
unevaluatedProperties: false
""",
    "old-tree.yaml": """
$schema: https://json-schema.org/draft/2019-09/schema
$id: https://schemas.example/old-tree
$recursiveAnchor: true
type: object
properties: {data: true, children: {type: array, items: {$recursiveRef: '#'}}}
""",
    "old-strict.yaml": """
$schema: https://json-schema.org/draft/2019-09/schema
$id: https://schemas.example/old-strict
$recursiveAnchor: true
$ref: old-tree
unevaluatedProperties: false
""",
}
TREE_CLAIMS = {"https://schemas.example/tree": "tree.yaml", "https://schemas.example/old-tree": "old-tree.yaml"}


@pytest.mark.parametrize(("prefix", "dialect"), [("", Dialect.DRAFT2020), ("old-", Dialect.DRAFT2019)])
def test_dynamic_references_mean_the_outermost_schema(prefix: str, dialect: Dialect) -> None:
    resolver = make_resolver(TREE, TREE_CLAIMS)
    strict = find_schema(resolver, f"{prefix}strict.yaml", dialect=dialect).bundle()
    loose = find_schema(resolver, f"{prefix}tree.yaml", dialect=dialect).bundle()
    misspelt = {"children": [{"daat": 1}]}
    assert accepts(loose, misspelt)
    assert not accepts(strict, misspelt)
    assert accepts(strict, {"children": [{"data": 1, "children": []}]})


AVRO = {
    "type": "record",
    "name": "Shipment",
    "namespace": "example.wms",
    "doc": "A shipment.",
    "fields": [
        {"name": "id", "type": {"type": "string", "logicalType": "uuid"}, "doc": "Its id."},
        {"name": "count", "type": "int"},
        {"name": "total", "type": "long"},
        {"name": "weight", "type": ["null", "double"], "default": None},
        {"name": "status", "type": {"type": "enum", "name": "Status", "symbols": ["OPEN", "DONE"]}},
        {"name": "before", "type": ["null", "Status"]},
        {"name": "again", "type": "example.wms.Status"},
        {"name": "hash", "type": {"type": "fixed", "name": "other.Hash", "size": 4}},
        {"name": "raw", "type": "bytes"},
        {"name": "tags", "type": {"type": "map", "values": "string"}},
        {"name": "flags", "type": {"type": "array", "items": ["boolean", "float"]}},
        {"name": "children", "type": {"type": "array", "items": "Shipment"}},
        {
            "name": "place",
            "type": {
                "type": "record",
                "name": "Place",
                "namespace": "geo",
                "fields": [{"name": "kind", "type": ["null", "Place"]}],
            },
        },
    ],
}


def test_avro_records_become_schemas_of_their_plain_json() -> None:
    schema = bundle(json.dumps(AVRO), dialect=Dialect.AVRO)
    found = body(schema)
    definitions = found["$defs"]
    assert isinstance(definitions, dict)
    assert sorted(definitions) == ["example.wms.Shipment", "example.wms.Status", "geo.Place", "other.Hash"]
    assert found["description"] == "A shipment."
    properties = found["properties"]
    assert isinstance(properties, dict)
    assert properties["id"] == {
        **{"type": "string", "format": "uuid", "x-avro-logical-type": "uuid", "description": "Its id."}
    }
    assert properties["weight"] == {"anyOf": [{"type": "null"}, {"type": "number"}], "default": None}
    assert properties["before"] == {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/example.wms.Status"}]}
    assert properties["again"] == {"$ref": "#/$defs/example.wms.Status"}
    assert "weight" not in found["required"]  # type: ignore[operator]  # a list
    assert definitions["other.Hash"]["minLength"] == definitions["other.Hash"]["maxLength"] == 4


def plain(value: object) -> object:
    """Return what Avro data is in plain JSON: bytes are their code points."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def test_what_avro_writes_fits_the_bundle() -> None:
    written = json.loads(json.dumps(AVRO))
    written["fields"] = [field for field in AVRO["fields"] if field["name"] not in ("id", "children")]  # type: ignore[index]
    schema = bundle(json.dumps(written), dialect=Dialect.AVRO)
    validator = compile_validator(schema)
    for record in generate_many(fastavro.parse_schema(written), 50):
        stream = BytesIO()
        fastavro.schemaless_writer(stream, written, record)
        assert validator.errors(plain(record)) == []


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ('"int"', 2**31, False),
        ('"int"', 2**31 - 1, True),
        ('"long"', -(2**63), True),
        ('"bytes"', "\u00ff", True),
        ('"bytes"', "\u0100", False),
        ('["null", "string"]', None, True),
        ('{"type": {"type": "string"}}', "x", True),
        ('{"type": "enum", "name": "E", "symbols": ["A"]}', "B", False),
        ('{"type": "array", "items": "Missing"}', [1], True),
        ('{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}', {"a": 1, "b": 2}, False),
        ('{"type": "record", "name": "R", "fields": 7}', {}, True),
        ('{"type": ["null", {"type": "fixed", "name": "F", "size": "x"}]}', "ab", True),
        ("[]", 1, False),
        ("{}", 1, True),
    ],
)
def test_avro_types(written: str, value: object, expected: bool) -> None:
    assert accepts(bundle(written, dialect=Dialect.AVRO), value) == expected


def test_a_part_of_an_avro_file_knows_the_names_of_the_file() -> None:
    files = {"a/schema.avsc": json.dumps(AVRO)}
    schema = find_schema(make_resolver(files), "a/schema.avsc", "/fields/12/type", Dialect.AVRO)
    assert accepts(schema.bundle(), {"kind": {"kind": None}})
    assert not accepts(schema.bundle(), {"kind": {"kind": 1}})


def test_an_unknown_avro_name_is_marked() -> None:
    found = body(bundle('{"type": "array", "items": "Missing"}', dialect=Dialect.AVRO))
    assert found == {"type": "array", "items": {"$comment": "unresolved: Missing"}}
