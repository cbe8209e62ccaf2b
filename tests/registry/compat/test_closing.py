"""A closed sender sends declared names only, and everything that it sent with declared names before."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from crossdock.registry.compat.content_model import close
from crossdock.registry.compat.inclusion import NotIncluded, include
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.model.interface import JsonSchema

PAIR = {"properties": {"g": {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}, "y": {}}}}}
TREE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
}


@pytest.mark.parametrize(
    ("schema", "sent", "never"),
    [
        (
            {"allOf": [PAIR, {"properties": {"g": {"properties": {"y": {"const": "A"}}}}}]},
            {"g": {"x": "", "y": "A"}},
            {"g": {"x": "", "z": 1}},
        ),
        (
            {"allOf": [{"$ref": "#/$defs/p"}, {"properties": {"g": {"properties": {"z": {}}}}}], "$defs": {"p": PAIR}},
            {"g": {"x": "", "y": 1, "z": 2}},
            {"g": {"x": "", "w": 1}},
        ),
        (
            {
                "properties": {"l": {"items": {"properties": {"a": {}}}}},
                "allOf": [{"properties": {"l": {"items": {"properties": {"b": {}}}}}}],
            },
            {"l": [{"a": 1, "b": 2}]},
            {"l": [{"c": 1}]},
        ),
        (
            {
                "properties": {"g": {"properties": {"a": {}}}},
                "if": {"required": ["k"]},
                "then": {"properties": {"k": {}, "g": {"properties": {"b": {}}}}},
            },
            {"k": 1, "g": {"a": 1, "b": 2}},
            {"g": {"a": 1, "c": 2}},
        ),
        (
            {
                "oneOf": [
                    {"required": ["p"], "properties": {"p": {}, "g": {"properties": {"a": {}}}}},
                    {"required": ["q"], "properties": {"q": {}, "g": {"properties": {"b": {}}}}},
                ]
            },
            {"p": 1, "g": {"a": 1}},
            {"p": 1, "g": {"b": 1}},
        ),
        (
            {"patternProperties": {"^g": {"properties": {"a": {}}}}, "properties": {"g1": {"properties": {"b": {}}}}},
            {"g1": {"a": 1, "b": 2}},
            {"g1": {"c": 3}},
        ),
        (
            {"$ref": "#/$defs/tree", "$defs": {"tree": TREE}},
            {"name": "a", "children": [{"name": "b"}]},
            {"children": [{"x": 1}]},
        ),
        (
            {
                "allOf": [{"$ref": "#/$defs/tree"}, {"properties": {"children": {"items": {"properties": {"x": {}}}}}}],
                "$defs": {"tree": TREE},
            },
            {"children": [{"name": "b", "x": 1, "children": [{"name": "c"}]}]},
            {"children": [{"x": 1, "children": [{"x": 1}]}]},
        ),
        ({"type": "object"}, {"anything": 1}, 1),
    ],
)
def test_parts_of_a_value_are_closed_together(schema: JsonSchema, sent: object, never: object) -> None:
    closed = compile_validator(close(schema))
    assert compile_validator(schema).is_valid(sent)
    assert closed.is_valid(sent)
    assert not closed.is_valid(never)


def test_a_break_below_a_member_that_is_described_twice_is_seen() -> None:
    def make(kind: str) -> JsonSchema:
        inner = {"type": "object", "required": ["x"], "properties": {"x": {"type": kind}, "y": {"type": "string"}}}
        again = {"properties": {"g": {"properties": {"y": {"const": "A"}}}}}
        return {"type": "object", "allOf": [{"required": ["g"], "properties": {"g": inner}}, again]}

    assert isinstance(include(make("string"), make("integer")), NotIncluded)


NAMES = st.sampled_from(["a", "b", "c"])


def _nodes(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    members = st.dictionaries(NAMES, inner, min_size=1, max_size=2).map(lambda found: {"properties": found})
    together = st.lists(inner, min_size=2, max_size=2)
    return st.one_of(
        members,
        inner.map(lambda found: {"items": found}),
        together.map(lambda found: {"allOf": found}),
        together.map(lambda found: {"anyOf": found}),
        st.tuples(members, together).map(lambda found: {**found[0], "allOf": found[1]}),
        members.map(lambda found: {**found, "allOf": [{"$ref": "#/$defs/d"}]}),
    )


SCHEMAS = st.recursive(st.sampled_from([{}, {"$ref": "#/$defs/d"}]), _nodes, max_leaves=8)
VALUES = st.recursive(
    st.just(1),
    lambda inner: st.one_of(st.dictionaries(NAMES, inner, max_size=3), st.lists(inner, max_size=2)),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, SCHEMAS, VALUES)
def test_what_is_closed_once_stays_as_it_is(schema: dict[str, object], inner: object, value: object) -> None:
    bundle = {**schema, "$defs": {"d": inner}}
    closed = close(bundle)
    try:
        once, twice = compile_validator(closed), compile_validator(close(closed))
    except SchemaRefused:  # circles in circles: what cannot be compiled is refused, never closed in another way
        reject()
    admitted = once.is_valid(value)
    assert not admitted or compile_validator(bundle).is_valid(value)
    assert twice.is_valid(value) is admitted


@settings(max_examples=300, deadline=None)
@given(SCHEMAS, VALUES)
def test_a_conjunct_that_says_nothing_new_closes_nothing_more(schema: dict[str, object], value: object) -> None:
    bundle = {**schema, "$defs": {"d": {"properties": {"a": {"properties": {"b": {}}}}}}}
    twice = {"allOf": [schema, schema], "$defs": bundle["$defs"]}
    assert compile_validator(close(twice)).is_valid(value) is compile_validator(close(bundle)).is_valid(value)
