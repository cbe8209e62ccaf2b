"""Descriptions of one payload: a thing agrees with itself, and every witness is one for another validator too."""

from collections.abc import Mapping

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossdock.registry.compat.content_model import close
from crossdock.registry.compat.described import Described
from crossdock.registry.compat.same_as import Disagreement, compare_descriptions
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.mappings.shapes import open_shape
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Payload, Unknown
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import Place
from tests.registry.compat.test_properties import SCHEMAS

VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1, 2.5, "", "a"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=2)
    ),
    max_leaves=4,
)
SLOW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def describe(name: str, data: object, dialect: Dialect = Dialect.DRAFT2020) -> Described:
    resolver = Resolver(lambda path: None, lambda address: None)
    return Described(name, open_schema(data, dialect, Place(name), resolver))


def compare(one: Described, two: Described, model: ContentModel = ContentModel.DECLARED) -> list[Disagreement]:
    return compare_descriptions(one, two, model, open_shape)


def is_valid(value: object, schema: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)  # type: ignore[arg-type]  # a schema by construction


@SLOW
@given(SCHEMAS, st.sampled_from(ContentModel))
def test_everything_agrees_with_itself(schema: object, model: ContentModel) -> None:
    assert compare(describe("one", schema), describe("two", schema), model) == []


@SLOW
@given(SCHEMAS, SCHEMAS)
def test_under_strict_a_witness_is_one_for_another_validator(one: object, two: object) -> None:
    for told in compare(describe("one", one), describe("two", two), ContentModel.STRICT):
        if isinstance(told.evidence, Payload):
            schemas = {"one": one, "two": two}
            assert is_valid(told.evidence.value, schemas[told.evidence.accepted_by])
            assert not is_valid(told.evidence.value, schemas[told.evidence.rejected_by])


@SLOW
@given(SCHEMAS, SCHEMAS, VALUES)
def test_under_strict_agreement_is_refuted_by_no_value(one: object, two: object, value: object) -> None:
    if not compare(describe("one", one), describe("two", two), ContentModel.STRICT):
        assert is_valid(value, one) is is_valid(value, two)


@SLOW
@given(SCHEMAS, SCHEMAS, VALUES)
def test_agreement_is_refuted_by_no_value_that_may_be_sent(one: object, two: object, value: object) -> None:
    if not compare(describe("one", one), describe("two", two)):
        closed = [close(schema) for schema in (one, two)]  # type: ignore[arg-type]  # schemas by construction
        assert is_valid(value, closed[0]) is is_valid(value, closed[1])


AVRO = st.recursive(
    st.sampled_from(
        [
            *("null", "boolean", "int", "long", "double", "bytes", "string"),
            {"type": "long", "logicalType": "timestamp-millis"},
            {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2},
            {"type": "enum", "name": "E", "symbols": ["A", "B"]},
            {"type": "fixed", "name": "F", "size": 2},
        ]
    ),
    lambda inner: st.one_of(
        inner.map(lambda kind: {"type": "array", "items": kind}),
        inner.map(lambda kind: {"type": "map", "values": kind}),
        st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2).map(
            lambda kinds: {"type": "record", "name": "R", "fields": [{"name": n, "type": k} for n, k in kinds.items()]}
        ),
        inner.filter(lambda kind: kind != "null").map(lambda kind: ["null", kind]),
    ),
    max_leaves=5,
)


@SLOW
@given(AVRO)
def test_avro_agrees_with_itself(kind: object) -> None:
    schema = {"type": "record", "name": "Root", "fields": [{"name": "x", "type": kind}]}
    assert compare(describe("one", schema, Dialect.AVRO), describe("two", schema, Dialect.AVRO)) == []


@SLOW
@given(AVRO, SCHEMAS)
def test_of_avro_and_json_one_may_send_the_witness_and_the_other_may_not(kind: object, other: object) -> None:
    schema = {"type": "record", "name": "Root", "fields": [{"name": "x", "type": kind}]}
    whole: Mapping[str, object] = {"type": "object", "required": ["x"], "properties": {"x": other}}
    for told in compare(describe("avro", schema, Dialect.AVRO), describe("json", whole)):
        if isinstance(told.evidence, Payload):
            assert is_valid(told.evidence.value, close(whole)) is (told.evidence.accepted_by == "json")


@pytest.mark.parametrize(
    "schema",
    [
        {},
        [],
        "Nowhere",
        {"type": "record"},
        {"type": "record", "name": "R", "fields": [{"name": "a", "type": {"type": {"type": "R"}}}]},
        {"type": "record", "name": "R", "fields": [{"name": "a", "type": "R"}, 7, {"name": 1}]},
        {"type": "record", "name": "$ %", "fields": [{"name": "a/b~", "type": []}]},
        {"type": "enum", "name": "E", "symbols": "A"},
        {"type": "array", "items": None},
        {"type": "bytes", "logicalType": "decimal", "precision": -1, "scale": 10**9},
    ],
)
def test_what_is_no_avro_schema_is_no_error(schema: object) -> None:
    other = {"type": "object", "properties": {"a": {"type": "string"}}}
    for told in compare(describe("json", other), describe("avro", schema, Dialect.AVRO)):
        assert isinstance(told.evidence, Payload | Unknown)


def test_a_record_that_a_guide_describes_in_many_ways_ends() -> None:
    nodes = {
        f"n{i}": {"properties": {"next": {"$ref": f"#/$defs/n{(i + 1) % 50}"}, "v": {"type": "integer"}}}
        for i in range(50)
    }
    other = {"$ref": "#/$defs/n0", "$defs": nodes}
    schema = {
        "type": "record",
        "name": "N",
        "fields": [{"name": "next", "type": ["null", "N"]}, {"name": "v", "type": "string"}],
    }
    found = compare(describe("json", other), describe("avro", schema, Dialect.AVRO))
    assert found
