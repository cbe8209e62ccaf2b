"""A bundle means in 2020-12 what the schema means in its own dialect: compared with validators of those dialects."""

from collections.abc import Callable

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_schema_validator import OAS30Validator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import Place

REFEREES = {
    Dialect.DRAFT4: jsonschema.Draft4Validator,
    Dialect.DRAFT6: jsonschema.Draft6Validator,
    Dialect.DRAFT7: jsonschema.Draft7Validator,
    Dialect.ASYNCAPI: jsonschema.Draft7Validator,
    Dialect.DRAFT2019: jsonschema.Draft201909Validator,
    Dialect.DRAFT2020: jsonschema.Draft202012Validator,
    Dialect.OPENAPI30: OAS30Validator,
}
OLD = (Dialect.DRAFT4, Dialect.OPENAPI30)
NAMES = st.sampled_from("abc")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 5) | st.sampled_from(["", "a", "bb", "ccc"]) | st.just(1.5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
TYPES = st.sampled_from(["null", "boolean", "object", "array", "number", "string", "integer"])
COUNT = st.integers(0, 3)
NUMBER = st.integers(-2, 4)
Keyword = Callable[[st.SearchStrategy[object]], st.SearchStrategy[object]]
KEYWORDS: dict[str, Keyword] = {
    "type": lambda inner: TYPES,
    "enum": lambda inner: st.lists(VALUES, min_size=1, max_size=3),
    "minimum": lambda inner: NUMBER,
    "maximum": lambda inner: NUMBER,
    "multipleOf": lambda inner: st.integers(1, 3),
    "minLength": lambda inner: COUNT,
    "maxLength": lambda inner: COUNT,
    "pattern": lambda inner: st.sampled_from(["a", "^b", "c$"]),
    "items": lambda inner: inner,
    "minItems": lambda inner: COUNT,
    "maxItems": lambda inner: COUNT,
    "uniqueItems": lambda inner: st.booleans(),
    "properties": lambda inner: st.dictionaries(NAMES, inner, max_size=2),
    "additionalProperties": lambda inner: inner | st.booleans(),
    "required": lambda inner: st.lists(NAMES, min_size=1, max_size=2, unique=True),
    "minProperties": lambda inner: COUNT,
    "maxProperties": lambda inner: COUNT,
    "allOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "anyOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "oneOf": lambda inner: st.lists(inner, min_size=1, max_size=2),
    "not": lambda inner: inner,
}
FLAGS: dict[str, Keyword] = {
    "exclusiveMinimum": lambda inner: st.booleans(),
    "exclusiveMaximum": lambda inner: st.booleans(),
}
BOUNDS: dict[str, Keyword] = {"exclusiveMinimum": lambda inner: NUMBER, "exclusiveMaximum": lambda inner: NUMBER}
TUPLES: dict[str, Keyword] = {
    "items": lambda inner: inner | st.lists(inner, min_size=1, max_size=2),
    "additionalItems": lambda inner: inner | st.booleans(),
    "patternProperties": lambda inner: st.dictionaries(st.sampled_from(["a", "^b", "."]), inner, max_size=2),
}
DEPENDENCIES: dict[str, Keyword] = {
    "dependencies": lambda inner: st.dictionaries(NAMES, inner | st.lists(NAMES, min_size=1, unique=True), max_size=2)
}
SIX: dict[str, Keyword] = {
    "const": lambda inner: VALUES,
    "contains": lambda inner: inner,
    "propertyNames": lambda inner: inner,
}
SEVEN: dict[str, Keyword] = {"if": lambda inner: inner, "then": lambda inner: inner, "else": lambda inner: inner}
NEW: dict[str, Keyword] = {
    "dependentRequired": lambda inner: st.dictionaries(NAMES, st.lists(NAMES, min_size=1, unique=True), max_size=2),
    "dependentSchemas": lambda inner: st.dictionaries(NAMES, inner, max_size=2),
    "minContains": lambda inner: COUNT,
    "unevaluatedProperties": lambda inner: inner | st.booleans(),
}
SPOKEN: dict[Dialect, dict[str, Keyword]] = {
    Dialect.OPENAPI30: {
        **KEYWORDS,
        **FLAGS,
        "nullable": lambda inner: st.booleans(),
        "type": lambda inner: TYPES.filter(lambda name: name != "null"),
    },
    Dialect.DRAFT4: {**KEYWORDS, **FLAGS, **TUPLES, **DEPENDENCIES},
    Dialect.DRAFT6: {**KEYWORDS, **BOUNDS, **TUPLES, **DEPENDENCIES, **SIX},
    Dialect.DRAFT7: {**KEYWORDS, **BOUNDS, **TUPLES, **DEPENDENCIES, **SIX, **SEVEN},
    Dialect.DRAFT2019: {**KEYWORDS, **BOUNDS, **TUPLES, **SIX, **SEVEN, **NEW},
    Dialect.DRAFT2020: {
        **{**KEYWORDS, **BOUNDS, **SIX, **SEVEN, **NEW},
        "prefixItems": lambda inner: st.lists(inner, min_size=1, max_size=2),
    },
}
SPOKEN[Dialect.ASYNCAPI] = SPOKEN[Dialect.DRAFT7]


def schemas(dialect: Dialect) -> st.SearchStrategy[object]:
    """Return schemas that say only what the dialect knows, and some that say what only a later one knows."""
    leaf: st.SearchStrategy[object] = st.just({}) if dialect in OLD else st.just({}) | st.booleans()
    spoken = SPOKEN[dialect] | ({"const": lambda inner: VALUES} if dialect is Dialect.DRAFT4 else {})

    def extend(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        entries = [st.tuples(st.just(keyword), make(inner)) for keyword, make in spoken.items()]
        return st.lists(st.one_of(entries), min_size=1, max_size=4).map(dict)

    return st.recursive(leaf, extend, max_leaves=6)


def bundle(schema: object, dialect: Dialect) -> object:
    resolver = Resolver(lambda path: None, lambda address: None)
    return open_schema(schema, dialect, Place("a.yaml"), resolver).bundle()


@pytest.mark.parametrize("dialect", REFEREES, ids=lambda dialect: dialect.value)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_bundle_accepts_what_the_dialect_accepts(dialect: Dialect, data: st.DataObject) -> None:
    schema = data.draw(schemas(dialect))
    referee = REFEREES[dialect](schema)
    lowered = bundle(schema, dialect)
    validator = compile_validator(lowered)  # type: ignore[arg-type]  # a bundle is a schema
    for value in data.draw(st.lists(VALUES, min_size=5, max_size=10)):
        try:
            expected = referee.is_valid(value)
        except TypeError:  # jsonschema counts the items of `items: false`
            continue
        assert validator.is_valid(value) == expected, (schema, lowered, value)
