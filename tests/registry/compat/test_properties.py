"""What holds for all schemas: nothing differs from itself, and every witness is one for another validator too."""

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossdock.registry.compat.diff import diff_interfaces
from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.compat.sample_pattern import sample_pattern
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import Dialect, Interface, Payload, Position, Role
from crossdock.registry.model.location import Place

NAMES = st.sampled_from(["a", "b", "c"])
SCALARS = st.sampled_from([None, True, 0, 1, 2.5, "", "a", "ab"])
LEAVES = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["string", "integer", "number", "boolean", "null", "array", "object"])}
    ),
    st.fixed_dictionaries({"enum": st.lists(SCALARS, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"minimum": st.integers(-2, 3), "maximum": st.integers(0, 5)}),
    st.fixed_dictionaries({"maxLength": st.integers(0, 3)}),
    st.fixed_dictionaries({"multipleOf": st.sampled_from([0.25, 0.5, 2])}),
)


def _composed(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=3)},
            optional={"required": st.lists(NAMES, max_size=2, unique=True), "additionalProperties": inner},
        ),
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}, optional={"minItems": st.integers(0, 2)}),
        st.fixed_dictionaries({"anyOf": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"oneOf": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"not": inner}),
    )


SCHEMAS = st.recursive(LEAVES, _composed, max_leaves=6)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(SCHEMAS)
def test_a_schema_includes_itself(schema: object) -> None:
    for model in ContentModel:
        assert isinstance(include(schema, schema, model), Included)  # type: ignore[arg-type]  # a schema by construction


@SLOW
@given(SCHEMAS, SCHEMAS, st.sampled_from(ContentModel))
def test_every_witness_is_confirmed(sender: object, receiver: object, model: ContentModel) -> None:
    found = include(sender, receiver, model)  # type: ignore[arg-type]  # schemas by construction
    if isinstance(found, NotIncluded):
        assert _is_valid(found.witness, sender)
        assert not _is_valid(found.witness, receiver)


@SLOW
@given(SCHEMAS, SCHEMAS, SCALARS)
def test_included_is_never_refuted_by_a_value(sender: object, receiver: object, value: object) -> None:
    found = include(sender, receiver, ContentModel.STRICT)  # type: ignore[arg-type]  # schemas by construction
    if isinstance(found, Included):
        for candidate in (value, [value], {"a": value}, {"a": value, "b": value}, [], {}):
            assert not _is_valid(candidate, sender) or _is_valid(candidate, receiver)


@SLOW
@given(SCHEMAS, st.sampled_from([Dialect.DRAFT2020, Dialect.DRAFT7, Dialect.OPENAPI30]))
def test_nothing_differs_from_itself(schema: object, dialect: Dialect) -> None:
    assert diff_interfaces(_interface(schema, dialect), _interface(schema, dialect)) == ()


@SLOW
@given(SCHEMAS, SCHEMAS)
def test_schemas_of_different_meaning_differ(one: object, other: object) -> None:
    if isinstance(include(one, other, ContentModel.STRICT), NotIncluded):  # type: ignore[arg-type]  # see above
        assert diff_interfaces(_interface(one, Dialect.DRAFT2020), _interface(other, Dialect.DRAFT2020))


@pytest.mark.parametrize(
    "pattern",
    ["^SHP-[0-9]{4}$", "[A-Z]{2,3}", "^(a|b)+c?$", r"^\d{3}-\w+$", "^[^x]$", "a*", "^$", r"^[\w.-]+@[a-z]+\.example$"],
)
def test_texts_of_patterns_match(pattern: str) -> None:
    texts = list(sample_pattern(pattern))
    assert texts
    assert all(jsonschema.Draft202012Validator({"pattern": pattern}).is_valid(text) for text in texts)


def _is_valid(value: object, schema: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)  # type: ignore[arg-type]  # a schema by construction


def _interface(data: object, dialect: Dialect, position: Position = Position.OUTPUT) -> Interface:
    document = Document("schema.json", b"", data, Syntax.JSON)
    resolver = Resolver(lambda path: document if path == "schema.json" else None, lambda address: None)
    schema = open_schema(data, dialect, Place("schema.json"), resolver)
    return Interface(
        "jsonschema", "x", None, payloads=(Payload("schema", Role.SCHEMA, position, schema, schema.place),)
    )
