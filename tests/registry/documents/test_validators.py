"""Validators: compiled once, offline, in bounded time, with reasons that help."""

import time
from itertools import pairwise

import pytest

from crossdock.registry.documents import validators
from crossdock.registry.documents.validators import SchemaRefused, compile_validator

ORDER = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "a/b": {"items": {"type": "integer"}},
        "ship": {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {"kind": {"const": "air"}, "flight": {"type": "string"}},
                    "required": ["kind", "flight"],
                },
                {
                    "type": "object",
                    "properties": {"kind": {"const": "sea"}, "vessel": {"type": "string"}},
                    "required": ["kind", "vessel"],
                },
                {"type": "null"},
            ]
        },
    },
}


def test_errors_say_where_in_value_and_schema() -> None:
    errors = compile_validator(ORDER).errors({"a/b": [1, "x"]})
    assert [tuple(error[:4]) for error in errors] == [
        ("", "/required", "required", '"id" is a required property'),
        ("/a~1b/1", "/properties/a~1b/items/type", "type", '"x" is not of type "integer"'),
    ]


def test_the_best_reason_comes_from_the_alternative_that_was_meant() -> None:
    explain = compile_validator(ORDER).explain
    assert explain({"id": "1"}) is None
    sea = explain({"id": "1", "ship": {"kind": "sea", "vessel": 7}})
    assert sea is not None and sea.pointer == "/ship/vessel"
    neither = explain({"id": "1", "ship": 7})
    assert neither is not None and (neither.pointer, neither.keyword) == ("/ship", "oneOf")
    both = explain({"ship": 7})
    assert both is not None and both.keyword == "required"


def test_the_same_content_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_validator({"type": "string", "minLength": 1})
    assert compile_validator({"minLength": 1, "type": "string"}) is first
    assert compile_validator({"minLength": 1, "type": "string"}, assert_formats=True) is not first
    monkeypatch.setattr(validators, "MAX_KEPT", 1)
    compile_validator({"const": "another"})
    compile_validator({"const": "a third"})
    assert compile_validator({"minLength": 1, "type": "string"}) is not first


def test_formats_are_annotations_unless_asked_for() -> None:
    schema = {"format": "date-time"}
    assert compile_validator(schema).is_valid("soon")
    assert not compile_validator(schema, assert_formats=True).is_valid("soon")
    assert compile_validator({"format": "int32"}, assert_formats=True).is_valid("unknown formats always are")


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ({"type": "text"}, "/type"),
        ({"properties": {"a/b": {"minLength": "1"}}}, "/properties/a~1b/minLength"),
        ({"pattern": "("}, "/pattern"),
        ({"pattern": "(a{1000}){1000}{1000}"}, "/pattern"),
        ({"$ref": "https://example.com/schema.json"}, ""),
        ({"$ref": "file:///etc/passwd"}, ""),
        ({"$ref": "#/missing"}, ""),
    ],
)
def test_what_is_no_schema_is_refused_with_its_place(schema: dict[str, object], pointer: str) -> None:
    with pytest.raises(SchemaRefused) as refused:
        compile_validator(schema)
    assert refused.value.pointer == pointer
    assert refused.value.message


def test_a_schema_too_deep_to_compile_is_refused() -> None:
    schema: dict[str, object] = {}
    for _ in range(3000):
        schema = {"items": schema}
    with pytest.raises(SchemaRefused):
        compile_validator(schema)


@pytest.mark.parametrize(
    ("pattern", "is_exact"),
    [("^(a+)+$", True), ("^(?=(a+)+b)(a+)+$", False), (r"^(a|a)*\1$", False), ("(.*)*(.*)*(.*)*x", True)],
)
def test_patterns_end(pattern: str, is_exact: bool) -> None:
    validator = compile_validator({"pattern": pattern})
    start = time.process_time()
    assert not validator.is_valid("a" * 5000 + "!")
    assert time.process_time() - start < 1
    assert validator.is_exact is is_exact


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_a_schema_that_doubles_level_by_level_is_refused(keyword: str) -> None:
    levels = {f"A{i}": {keyword: [{"$ref": f"#/$defs/A{i + 1}"}] * 2} for i in range(60)}
    with pytest.raises(SchemaRefused, match="more than 1,000,000 subschemas"):
        compile_validator({"$ref": "#/$defs/A0", "$defs": {**levels, "A60": {"type": "string"}}})


def test_long_chains_and_circles_are_not_costly() -> None:
    chain = {f"a{i}": {"$ref": f"#/$defs/a{i + 1}"} for i in range(1000)}
    assert compile_validator({"$ref": "#/$defs/a900", "$defs": {**chain, "a1000": {"type": "null"}}}).is_valid(None)
    circle = {
        "a": {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/b"}]},
        "b": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]},
    }
    assert compile_validator({"$ref": "#/$defs/a", "$defs": circle}).is_valid(None)


def test_messages_are_bounded() -> None:
    [error] = compile_validator({"type": "integer"}).errors({"x": "y" * 100_000})
    assert len(error.message) <= validators.MAX_MESSAGE + 3
    assert error.message.endswith('is not of type "integer"')


def test_numbers_are_exact() -> None:
    assert compile_validator({"multipleOf": 0.1}).is_valid(0.3)
    assert compile_validator({"const": 2**70}).is_valid(2**70)
    assert not compile_validator({"maximum": 10**30}).is_valid(10**30 + 1)
    assert compile_validator({"type": "integer"}).is_valid(1.0)


@pytest.mark.parametrize("schema", [True, False])
def test_a_boolean_is_a_schema(schema: bool) -> None:
    validator = compile_validator(schema)
    assert validator.is_valid(1) is schema
    assert bool(validator.errors(1)) is not schema
    assert (validator.explain(1) is None) is schema


def test_a_value_of_a_million_errors_ends() -> None:
    validator = compile_validator({"items": {"type": "string"}})
    start = time.process_time()
    assert len(validator.errors([1] * 5_000)) == 5_000
    assert len(validator.errors([1] * 1_000_000)) == 1
    assert time.process_time() - start < 2


def entangled(count: int) -> dict[str, object]:
    """Return a schema whose definitions all apply each other to a member that is closed."""
    names = [f"d{index}" for index in range(count)]
    member = {"allOf": [{"$ref": f"#/$defs/{name}"} for name in names], "unevaluatedProperties": False}
    return {
        "$ref": "#/$defs/d0",
        "$defs": {name: {"properties": {f"{name}-{other}": member for other in names}} for name in names},
    }


def test_a_schema_whose_compilation_would_take_all_memory_is_refused() -> None:
    assert compile_validator(entangled(2)).is_valid({})
    with pytest.raises(SchemaRefused, match="too many circles"):
        compile_validator(entangled(8))


def chained(count: int) -> dict[str, object]:
    """Return a schema of definitions that each apply the next one and are closed."""
    names = [f"d{index}" for index in range(count)]
    definitions = {
        name: {"allOf": [{"$ref": f"#/$defs/{after}"}], "unevaluatedProperties": False}
        for name, after in pairwise(names)
    }
    return {"$ref": "#/$defs/d0", "$defs": {**definitions, names[-1]: {}}}


def test_what_is_asked_for_as_evaluated_is_looked_at_twice_at_each_level() -> None:
    assert compile_validator(chained(10)).is_valid({})
    with pytest.raises(SchemaRefused, match="tries more than"):
        compile_validator(chained(60))
