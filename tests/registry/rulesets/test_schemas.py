"""What the function `schema` says, learned by running Spectral on the same schemas and values."""

from typing import Any

import pytest

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.compiled import CompiledSchema
from crossdock.registry.rulesets.schemas.evaluation import TooManySteps
from crossdock.registry.rulesets.schemas.formats import keeps_format
from crossdock.registry.rulesets.schemas.telling import tell

UNMATCHED = "None of the schemas matched, see the other errors reported for this value"


def said(schema: dict[str, Any], value: object, dialect: Dialect = Dialect.DRAFT7, *, is_all: bool = True) -> list[str]:
    compiled = CompiledSchema(schema, dialect, is_all)
    assert compiled.problem is None
    return [f"{pointer} {text}".strip() for text, pointer in tell(compiled.errors(value), "key", value)]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "number"}]}, True, [
            '"key" property type must be string',
            '"key" property type must be number',
            f'"key" property must match exactly one schema in oneOf. {UNMATCHED}',
        ]),
        ({"oneOf": [{"type": "string"}, {"minLength": 1}]}, "a", ['"key" property must match exactly one schema in oneOf']),
        ({"items": {"anyOf": [{"required": ["a"]}, {"properties": {"b": {"type": "string"}}}]}}, [{"b": 1}], [
            '/0/b "b" property type must be string',
        ]),
        ({"items": {"type": "string"}}, ["a", 1], ["/1 Item at index 1 must be string"]),
        ({"properties": {"a": {"enum": ["foo"]}}}, {"a": "fo"}, [
            '/a "a" property must be equal to one of the allowed values: "foo". Did you mean "foo"?',
        ]),
        ({"properties": {"a": {"enum": [1]}, "b": {"type": "null"}}}, {"a": 2, "b": 2}, ['/b "b" property type must be null']),
        ({"propertyNames": {"pattern": "^a"}}, {"b": 1}, [
            '"key" property must match pattern "^a"',
            '"key" property property name must be valid',
        ]),
        ({"contains": {"type": "string"}}, [1], [
            "/0 Item at index 0 must be string",
            '"key" property must contain at least 1 valid item(s)',
        ]),
        ({"uniqueItems": True}, [1, 2, 1.0], ['"key" property must not have duplicate items (items ## 0 and 2 are identical)']),
        ({"uniqueItems": True, "items": {"type": "number"}}, [1, 2, 1], [
            '"key" property must not have duplicate items (items ## 2 and 0 are identical)',
        ]),
        ({"if": {"type": "string"}, "then": {"minLength": 2}}, "a", [
            '"key" property must not have fewer than 2 characters',
            '"key" property must match "then" schema',
        ]),
        ({"type": "string", "nullable": True}, None, []),
        ({"additionalProperties": False, "required": ["a"]}, {"b": 1}, [
            '"key" property must have required property "a"',
            'Property "b" is not expected to be here',
        ]),
        ({"properties": {"\u00e9": {"type": "string"}}}, {"\u00e9": 1}, []),
        ({"dependencies": {"a": ["b", "c"]}}, {"a": 1, "b": 1}, [
            '"key" property must have properties b, c when property a is present',
        ]),
        ({"$ref": "#/definitions/A", "type": "string", "definitions": {"A": {"minimum": 2}}}, 1, [
            '"key" property type must be string',
            '"key" property must be >= 2',
        ]),
        ({"items": [{"type": "string"}], "additionalItems": False}, ["a", 1], ['"key" property must not have more than 1 items']),
    ],
)  # fmt: skip
def test_all_errors(schema: dict[str, Any], value: object, expected: list[str]) -> None:
    assert said(schema, value) == expected


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": ["string", "null"], "const": "a"}, 1, ['"key" property type must be string,null']),
        ({"type": "object", "const": 1, "required": ["a"]}, 2, ['"key" property must be equal to constant']),
        ({"required": ["a", "b"]}, {}, ['"key" property must have required property "a"']),
        ({"contains": {"type": "string"}}, [1], ['"key" property must contain at least 1 valid item(s)']),
        ({"allOf": [{"minimum": 2}, {"minimum": 3}]}, 1, ['"key" property must be >= 2']),
    ],
)
def test_the_first_error(schema: dict[str, Any], value: object, expected: list[str]) -> None:
    assert said(schema, value, is_all=False) == expected


def test_dialects_have_their_own_keywords() -> None:
    schema = {"unevaluatedProperties": False, "allOf": [{"properties": {"a": True}}]}
    assert said(schema, {"a": 1, "b": 1}) == []
    assert said(schema, {"a": 1, "b": 1}, Dialect.DRAFT2020) == ['"key" property must not have unevaluated properties']
    old = {"minimum": 1, "exclusiveMinimum": True}
    assert said(old, 1, Dialect.DRAFT4) == ['"key" property must be > 1']
    assert CompiledSchema(old, Dialect.DRAFT7).problem == "schema is invalid: data/exclusiveMinimum must be number"


def test_references_that_lead_nowhere_are_found() -> None:
    assert CompiledSchema({"items": {"$ref": "#/definitions/B"}}, Dialect.DRAFT7).lost == "#/definitions/B"
    assert CompiledSchema({"$ref": "http://json-schema.org/draft-07/schema#"}, Dialect.DRAFT7).lost is None


def test_a_schema_without_end_is_stopped() -> None:
    with pytest.raises(TooManySteps):
        said({"allOf": [{"$ref": "#"}]}, 1)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date-time", "2020-01-01T10:20:30", "2020-13-01T10:20:30Z"),
        ("time", "23:59:60", "24:00:00"),
        ("date", "2020-02-29", "2021-02-29"),
        ("email", "a@b.co", "a@b"),
        ("int32", 1, 2.5),
        ("uuid", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae"),
        ("byte", "YQ==", "Y"),
        ("uri", "http://a.b/c", "/c d"),
    ],
)
def test_formats(name: str, good: object, bad: object) -> None:
    assert keeps_format(name, good)
    assert not keeps_format(name, bad)
