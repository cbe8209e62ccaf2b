"""Schemas that lead back to themselves: every question ends, in the process that asked it."""

import time

import pytest

from crossdock.registry.compat.finite import few_values
from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.compat.lift_out import find_circular, lift_out
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema
from tests.registry.compat.independent import is_accepted

X: JsonSchema = {"$ref": "#/$defs/X"}
SHUT: JsonSchema = {"$ref": "#/$defs/X", "unevaluatedProperties": False}
NONE: JsonSchema = {"required": ["b"]}


def _circular(definition: JsonSchema) -> JsonSchema:
    return {"$ref": "#/$defs/X", "$defs": {"X": definition}}


BRANCHES: dict[str, JsonSchema] = {
    "oneOf": _circular({"oneOf": [NONE, {"properties": {"a": SHUT}}]}),
    "anyOf": _circular({"anyOf": [NONE, {"additionalProperties": SHUT}]}),
    "nested": _circular({"oneOf": [{}, {"oneOf": [{"properties": {"oneOf": {"items": SHUT}}}]}]}),
    "if": _circular({"if": NONE, "then": {"properties": {"a": SHUT}}}),
    "dependentSchemas": _circular({"dependentSchemas": {"b": {"properties": {"a": SHUT}}}}),
    "allOf": _circular({"oneOf": [NONE, {"properties": {"a": {"allOf": [X], "unevaluatedProperties": False}}}]}),
    "items": _circular({"oneOf": [NONE, {"items": {"$ref": "#/$defs/X", "unevaluatedItems": False}}]}),
    "names": _circular({"oneOf": [NONE, {"properties": {"$ref": SHUT, "unevaluatedProperties": SHUT}}]}),
}


@pytest.mark.parametrize("schema", BRANCHES.values(), ids=BRANCHES)
@pytest.mark.parametrize("model", ContentModel)
def test_alternatives_that_lead_back_are_compared(schema: JsonSchema, model: ContentModel) -> None:
    assert isinstance(schema, dict)
    assert not isinstance(include(schema, {**schema, "minProperties": 0}, model), NotIncluded)
    assert not isinstance(include(schema, {"required": ["z"]}, model), Included)


@pytest.mark.parametrize("schema", BRANCHES.values(), ids=BRANCHES)
def test_what_is_lifted_out_means_the_same(schema: JsonSchema) -> None:
    lifted = lift_out(schema)
    assert lifted != schema
    for value in (
        {},
        [],
        {"b": 1},
        {"a": {}},
        {"a": {"a": 1}},
        {"a": {"b": {}, "c": 1}},
        [{"b": 1}],
        {"$ref": {"c": 1}},
        1,
    ):
        assert is_accepted(value, schema) is is_accepted(value, lifted), value


def test_only_what_leads_back_is_lifted_out() -> None:
    schema: JsonSchema = {
        "$ref": "#/$defs/X",
        "$defs": {"X": {"items": {"$ref": "#/$defs/Y", "unevaluatedProperties": False}}, "Y": {}},
    }
    assert find_circular(schema) == frozenset()
    assert lift_out(schema) is schema


@pytest.mark.parametrize(
    "definition",
    [
        {"allOf": [X, X], "anyOf": [X, X]},
        {"anyOf": [X, X, {"$ref": "#/$defs/Y"}]},
        {"oneOf": [{"allOf": [X, X]}, {"allOf": [X, X]}]},
    ],
)
def test_few_values_are_looked_for_once_in_each_definition(definition: JsonSchema) -> None:
    schema: JsonSchema = {"$ref": "#/$defs/X", "$defs": {"X": definition, "Y": {"allOf": [X, X]}}}
    start = time.process_time()
    assert few_values(schema) is None
    assert time.process_time() - start < 1


def test_few_values_of_a_ladder_of_definitions_are_found() -> None:
    ladder = {f"L{step}": {"allOf": [{"$ref": f"#/$defs/L{step + 1}"}] * 2} for step in range(60)}
    schema: JsonSchema = {"$ref": "#/$defs/L0", "$defs": {**ladder, "L60": {"enum": [1, 2]}}}
    assert few_values(schema) == (1, 2)
