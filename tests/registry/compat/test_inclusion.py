"""Inclusion: what is decided, that a break is always shown, and that nothing is guessed."""

import jsonschema
import pytest

from crossdock.registry.compat.inclusion import Budget, Included, NotIncluded, Undecided, include
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema

TEXT: JsonSchema = {"type": "string"}
OPEN: JsonSchema = {"type": "object", "properties": {"a": TEXT}}
WIDER: JsonSchema = {"type": "object", "properties": {"a": TEXT, "b": {"type": "integer"}}}
CLOSED: JsonSchema = {"type": "object", "properties": {"a": TEXT}, "additionalProperties": False}
OPEN_CHILD: JsonSchema = {"properties": {"a": {"properties": {"x": TEXT}}}}
CLOSED_CHILD: JsonSchema = {"properties": {"a": {"properties": {"x": TEXT}, "additionalProperties": False}}}


@pytest.mark.parametrize(
    ("sender", "receiver", "strict", "declared", "tolerant"),
    [
        (OPEN, OPEN, True, True, True),
        (OPEN, WIDER, False, True, True),
        (OPEN, CLOSED, False, True, True),
        (WIDER, CLOSED, False, False, True),
        (CLOSED, OPEN, True, True, True),
        (OPEN_CHILD, CLOSED_CHILD, False, True, True),
        ({"type": "object"}, CLOSED, False, False, False),  # no names are declared: the object is free, not empty
        ({"type": "integer"}, {"type": "number"}, True, True, True),
        ({"type": "number"}, {"type": "integer"}, False, False, False),
        ({"multipleOf": 0.3}, {"multipleOf": 0.1}, True, True, True),
        ({"const": 1}, {"const": True}, False, False, False),
        ({"enum": [1.0]}, {"const": 1}, True, True, True),
        ({"type": "string", "maxLength": 5}, {"oneOf": [{"maxLength": 5}, {"minLength": 3}]}, False, False, False),
        ({"anyOf": [TEXT, {"type": "null"}]}, {"type": ["string", "null"]}, True, True, True),
        (False, {"not": {}}, True, True, True),
        (True, {}, True, True, True),
    ],
)
def test_content_models(sender: JsonSchema, receiver: JsonSchema, strict: bool, declared: bool, tolerant: bool) -> None:
    found = [isinstance(include(sender, receiver, model), Included) for model in ContentModel]
    assert found == [strict, declared, tolerant]


def test_declared_names_are_those_of_all_branches_together() -> None:
    sender: JsonSchema = {
        "allOf": [OPEN, {"$ref": "#/$defs/B"}],
        "$defs": {"B": {"properties": {"b": {"type": "integer"}}}},
    }
    closed: JsonSchema = {"properties": {"a": True, "b": True}, "additionalProperties": False}
    assert isinstance(include(sender, closed, ContentModel.DECLARED), Included)
    assert isinstance(include(sender, CLOSED, ContentModel.DECLARED), NotIncluded)


def test_a_name_of_one_branch_is_not_sent_with_another() -> None:
    branches = [
        {"properties": {"kind": {"const": kind}, kind: {"type": "integer"}}, "required": ["kind"]}
        for kind in ("x", "y")
    ]
    receiver: JsonSchema = {"if": {"properties": {"kind": {"const": "x"}}}, "then": {"not": {"required": ["y"]}}}
    assert isinstance(
        include({"type": "object", "oneOf": branches}, receiver, ContentModel.DECLARED), (Included, Undecided)
    )
    assert isinstance(include({"type": "object", "oneOf": branches}, receiver, ContentModel.STRICT), NotIncluded)


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        (TEXT, {"type": "string", "maxLength": 40}),
        ({"type": "string", "pattern": "^SHP-[0-9]{4}$"}, {"type": "string", "pattern": "^SHP-[0-9]{6}$"}),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "uniqueItems": True}),
        ({"type": "number"}, {"type": "number", "exclusiveMinimum": 0}),
        (OPEN, {**WIDER, "required": ["b"]} if isinstance(WIDER, dict) else True),
        (
            {"$ref": "#/$defs/N", "$defs": {"N": {"properties": {"n": {"$ref": "#/$defs/N"}}}}},
            {"properties": {"n": {"required": ["n"]}}},
        ),
        ({"type": "object", "propertyNames": {"pattern": "^a"}}, {"type": "object", "maxProperties": 1}),
        ({"type": "object", "dependentRequired": {"a": ["b"]}}, {"not": {"required": ["a", "b"]}}),
    ],
)
def test_a_break_is_shown(sender: JsonSchema, receiver: JsonSchema) -> None:
    found = include(sender, receiver, ContentModel.STRICT)
    assert isinstance(found, NotIncluded)
    assert found.rejections
    assert jsonschema.Draft202012Validator(sender).is_valid(
        found.witness
    )  # another validator than the one that confirmed it
    assert not jsonschema.Draft202012Validator(receiver).is_valid(found.witness)


def test_the_witness_is_an_example_with_one_place_changed() -> None:
    sender: JsonSchema = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": TEXT, "status": {"enum": ["OPEN", "HELD"]}, "note": TEXT},
    }
    receiver: JsonSchema = {**sender, "properties": {"id": TEXT, "status": {"enum": ["OPEN"]}, "note": TEXT}}  # type: ignore[dict-item]  # a mapping
    example = {"id": "SHP-1001", "status": "OPEN", "note": "ready"}
    found = include(sender, receiver, examples=[example])
    assert isinstance(found, NotIncluded)
    assert found.witness == {**example, "status": "HELD"}


def test_what_cannot_be_decided_is_said() -> None:
    ahead, plain = {"type": "string", "pattern": "^(?=ab)a"}, {"type": "string", "pattern": "^ab"}
    found = include(ahead, plain, ContentModel.STRICT)
    assert isinstance(found, Undecided)
    assert "`pattern`" in found.reason


def test_a_schema_that_is_none_is_undecided() -> None:
    found = include({"type": 7}, {"type": "string"})
    assert isinstance(found, Undecided)
    assert "refused" in found.reason


def test_formats_annotate_unless_asked() -> None:
    date, uuid = {"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}
    assert isinstance(include(date, uuid), Included)
    found = include(date, uuid, assert_formats=True)
    assert isinstance(found, NotIncluded)
    assert found.witness == "2026-11-03"


def test_the_same_question_has_the_same_answer() -> None:
    sender: JsonSchema = {"properties": dict.fromkeys("fedcba", TEXT)}
    receiver: JsonSchema = {"properties": {name: {"maxLength": 3} for name in "abcdef"}}
    answers = {repr(include(sender, receiver, ContentModel.STRICT, Budget(200))) for _ in range(3)}
    assert len(answers) == 1
