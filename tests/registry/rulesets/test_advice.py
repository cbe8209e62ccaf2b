"""What a rule of a ruleset asks is said in words: how to mend what it finds."""

from typing import Any

import pytest

from crossdock.registry.discovery import load_units
from crossdock.registry.model.finding import Finding
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import Function
from crossdock.registry.rulesets.schema_demands import MAX_SCHEMA, MAX_WORDS, advise_schema
from crossdock.registry.wording import word_reason
from tests.registry.rulesets.test_engine import rule, run


@pytest.mark.parametrize(
    ("given", "function", "field", "options", "said"),
    [
        ("$.info", "truthy", "contact.name", {}, "give `info.contact.name` a value"),
        ("$.info.title", "falsy", None, {}, "leave `info.title` out"),
        ("$..[?(@ && @.title)]", "falsy", None, {}, "leave this value out, or change what the rule finds it by"),
        ("$.paths[?(@property === '/Orders')]", "undefined", None, {},
         "leave this entry of `paths` out, or change what the rule finds it by"),
        ("$.info", "defined", "version", {}, "write `info.version`; any value will do"),
        ("$.paths[*]~", "pattern", None, {"match": "^/[a-z]+$"}, "write this name so that it matches `^/[a-z]+$`"),
        ("$.paths", "pattern", "@key", {"notMatch": "[A-Z]"}, "write this name so that it does not match `[A-Z]`"),
        ("$.paths[*][get,put].operationId", "casing", None, {"type": "kebab"},
         "write `operationId` in kebab case, such as `shipment-order`"),
        ("$.paths[*]~", "casing", None, {"type": "camel", "disallowDigits": True, "separator": {"char": "/", "allowLeading": True}},
         "write this name in camel case, such as `shipmentOrder`, without digits, its parts between `/`"),
        ("$.info.title", "enumeration", None, {"values": ["A", True]}, "write `info.title` as `A` or `true`"),
        ("$.info", "length", "title", {"min": 7, "max": 9},
         "write `info.title` so that its length (of a number: its value) is at least 7 and at most 9"),
        ("$.components.responses", "xor", None, {"properties": ["a", "b"]}, "give `components.responses` just one of `a` or `b`"),
        ("$.info", "or", None, {"properties": ["a", "b"]}, "give `info` at least one of `a` or `b`"),
        ("$.components.responses", "unreferencedReusableObject", None, {"reusableObjectsLocation": "#/x"},
         "refer to it as `#/x/…`, or remove it"),
        ("$", "alphabetical", None, {}, "put the document in alphabetical order"),
        ("$", "schema", "info", {"schema": {"type": "object", "required": ["contact"]}},
         "write `info` so that it has `contact`"),
    ],
)  # fmt: skip
def test_a_finding_says_how_to_mend_it(
    given: str, function: str, field: str | None, options: dict[str, Any], said: str
) -> None:
    found, problems = run(rule(given, function, field, **options))
    assert problems == []
    assert {finding.fix for finding in found} == {said}


def test_a_finding_speaks_of_its_own_clause_and_path_alone() -> None:
    clauses = [{"field": name, "function": "truthy"} for name in ("contact", "license", "title")]
    found, _ = run({"asked": {"given": ["$.info", "$.x-info"], "then": clauses}})
    assert [finding.fix for finding in found] == ["give `info.contact` a value", "give `info.license` a value"]


def test_a_rule_may_state_reason_and_mend() -> None:
    stated = {"why": "people ask there", "fix": "name the desk"}
    found, _ = run({"asked": {**rule("$.info", "truthy", "contact")["r"], "extensions": stated}})
    assert [(finding.why, finding.fix) for finding in found] == [("people ask there", "name the desk")]


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "array", "minItems": 1}, "is a list and has at least 1 item"),
        ({"type": ["string", "null"], "minLength": 2}, "is a text or null and has at least 2 characters"),
        ({"properties": {"in": {"const": "header"}}, "required": ["in", "name"]},
         "has a member `in` that is `header` and has `name`"),
        ({"properties": {"in": {"enum": ["a", "b"]}}}, "has no other `in` than one that is `a` or `b`"),
        ({"not": {"required": ["a", "b"]}}, "does not have `a` and `b`"),
        ({"not": {"properties": {"a": {"const": 1}}, "required": ["a"]}}, "has no `a` that is `1`"),
        ({"not": {"propertyNames": {"not": {"pattern": "^4"}}}}, "has a name that matches `^4`"),
        ({"anyOf": [{"$ref": "#/definitions/a"}, {"maximum": 3}], "definitions": {"a": {"const": 9}}}, "is `9`, or is at most 3"),
        ({"items": {"type": "string"}, "uniqueItems": True}, "has only items of which each is a text and lists nothing twice"),
    ],
)  # fmt: skip
def test_a_schema_is_said_in_words(schema: dict[str, Any], said: str) -> None:
    assert advise_schema({"schema": schema}, Target("`x`")) in (
        f"write `x` so that it {said}",
        f"write `x` so that it {' and '.join(reversed(said.split(' and ')))}",
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"if": {"type": "string"}, "then": {"minLength": 1}},
        {"$ref": "#/definitions/a", "definitions": {"a": {"anyOf": [{"$ref": "#/definitions/a"}]}}},
        {"$ref": "#/nowhere"},
        {"contains": {}},
        {"required": [f"property-{number}" for number in range(100)]},
        {"not": True},
    ],
)
def test_what_has_no_short_words_is_shown_as_it_is_written(schema: dict[str, Any]) -> None:
    said = advise_schema({"schema": schema}, Target("`x`"))
    assert said.startswith("write `x` as the schema of the rule asks: {")
    assert len(said) <= MAX_SCHEMA + MAX_WORDS


def test_every_function_brings_its_sentence() -> None:
    functions = [unit for unit in load_units("ruleset function") if isinstance(unit, Function)]
    assert [function.name for function in functions if function.advise is None] == []


def test_a_reason_that_the_message_says_is_no_reason() -> None:
    found, _ = run({"asked": {**rule("$.info", "truthy", "contact")["r"], "description": "Info has a contact."}})
    other, _ = run(
        {"asked": {**rule("$.info", "truthy", "contact")["r"], "description": "Info has a contact.", "message": "no"}}
    )
    assert [_why(finding) for finding in (*found, *other)] == ["", "Info has a contact."]


def _why(finding: Finding) -> str:
    return word_reason(finding, {})[0]
