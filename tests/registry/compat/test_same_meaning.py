"""Schemas that say the same in other words, and schemas that only look alike."""

import pytest
from hypothesis import given

from crossdock.registry.compat.same_meaning import mean_the_same
from crossdock.registry.model.interface import JsonSchema
from tests.registry.compat.test_properties import SCHEMAS, SLOW

TEXT: JsonSchema = {"type": "string"}
TREE: JsonSchema = {"$ref": "#/$defs/T", "$defs": {"T": {"properties": {"sub": {"items": {"$ref": "#/$defs/T"}}}}}}
UNFOLDED: JsonSchema = {
    "properties": {"sub": {"items": {"$ref": "#/$defs/A"}}},
    "$defs": {
        "A": {"properties": {"sub": {"items": {"$ref": "#/$defs/B"}}}},
        "B": {"properties": {"sub": {"items": {"$ref": "#/$defs/A"}}}},
    },
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, {"type": ["string"], "title": "words", "x-order": 3}),
        ({"not": TEXT}, {"not": {"$ref": "#/$defs/A"}, "$defs": {"A": TEXT}}),
        ({"oneOf": [True, TEXT]}, {"oneOf": [{}, {"$ref": "#/$defs/A"}], "$defs": {"A": {"allOf": [TEXT]}}}),
        ({"required": ["a", "b"], "enum": [1, 2]}, {"enum": [2, 1], "required": ["b", "a"]}),
        (TREE, UNFOLDED),
        ({"properties": {"a": False}}, {"properties": {"a": {"not": True}}}),
        ({"maxLength": 3, "type": "string"}, {"allOf": [{"maxLength": 3}, {"type": "string"}]}),
        (
            {"not": {"maxLength": 3, "minLength": 1}},
            {"not": {"minLength": 1, "allOf": [{"maxLength": 3, "title": "words"}]}},
        ),
    ],
)
def test_the_same(one: JsonSchema, other: JsonSchema) -> None:
    assert mean_the_same(one, other)
    assert mean_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, {"type": "integer"}),
        ({"const": 1}, {"const": True}),
        ({"properties": {"title": TEXT}}, {"properties": {"title": {}}}),
        ({"enum": [{"title": "a"}]}, {"enum": [{"title": "b"}]}),
        (TREE, {**UNFOLDED, "$defs": {"A": {"properties": {"sub": {"items": TEXT}}}}}),  # type: ignore[dict-item]  # a mapping
        ({"prefixItems": [TEXT]}, {"prefixItems": [TEXT, TEXT]}),
        ({"properties": {"$ref": TEXT}}, {"properties": {"$ref": {}}}),
        ({"maxLength": 3, "allOf": [{"maxLength": 2}]}, {"maxLength": 3}),
        ({"items": TEXT, "prefixItems": [True]}, {"items": TEXT, "allOf": [{"prefixItems": [True]}]}),
        ({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}}, {"$ref": "#/$defs/A", "$defs": {"A": TEXT}}),
        ({"items": {"$ref": "#/$defs/A"}, "$defs": {"A": {"$anchor": "x"}}}, {"items": {"$anchor": "x"}}),
    ],
)
def test_another(one: JsonSchema, other: JsonSchema) -> None:
    assert not mean_the_same(one, other)
    assert not mean_the_same(other, one)


@SLOW
@given(SCHEMAS)
def test_every_schema_behind_a_reference(schema: object) -> None:
    behind: JsonSchema = {"$ref": "#/$defs/A", "$defs": {"A": {"allOf": [schema]}}}  # type: ignore[list-item]  # a schema
    assert mean_the_same(schema, behind)  # type: ignore[arg-type]  # a schema by construction
