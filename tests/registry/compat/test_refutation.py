"""What is refuted is certain: no drawn value, no witness and no second opinion contradicts it."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.compat import second_opinion
from crossdock.registry.compat.content_model import as_sender
from crossdock.registry.compat.inclusion import NotIncluded, include
from crossdock.registry.compat.refutation import is_refuted
from crossdock.registry.compat.text_emptiness import has_text, matches
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema
from tests.registry.compat.independent import NotRead, is_accepted
from tests.registry.compat.instances import draws
from tests.registry.compat.test_drawn import read_cases
from tests.registry.compat.test_properties import SCHEMAS, SLOW
from tests.registry.formats.corpora import needs_corpora

TREE = {"$ref": "#/$defs/t", "$defs": {"t": {"type": "object", "properties": {"next": {"$ref": "#/$defs/t"}}}}}
WIDER = {
    "$ref": "#/$defs/u",
    "$defs": {"u": {"type": "object", "properties": {"next": {"$ref": "#/$defs/u"}, "n": {"type": "integer"}}}},
}
PATTERNS = {"patternProperties": {"^S_": {"type": "string"}, "^I_": {"type": "integer"}}, "additionalProperties": False}
CLOSED_TREE = {
    "$ref": "#/$defs/t",
    "$defs": {
        "t": {"type": "object", "properties": {"next": {"$ref": "#/$defs/t"}}, "additionalProperties": False},
    },
}


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        (True, {"anyOf": [{"const": [{"a": 1}]}, {"not": {"const": [{"a": 1}]}}]}),
        (CLOSED_TREE, WIDER),
        (PATTERNS, {**PATTERNS, "properties": {"I_1": {"type": "number"}}}),
        ({"properties": {"a": {}}, "unevaluatedProperties": {"type": "string"}}, {"unevaluatedProperties": True}),
        ({"type": "number", "multipleOf": 0.1}, {"type": "number", "multipleOf": 0.05}),
        ({"type": "string", "maxLength": 4}, {"not": {"minLength": 5}}),
        ({"type": "object", "required": ["a"]}, {"minProperties": 1}),
        ({"properties": {"a": False}, "required": ["a"], "type": "object"}, False),
        (
            {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}},
            {"items": {"type": ["number", "string"]}},
        ),
        (
            {"if": {"type": "string"}, "then": {"minLength": 2}},
            {"anyOf": [{"minLength": 1}, {"not": {"type": "string"}}]},
        ),
    ],
)
def test_what_is_certain_is_refuted(sender: JsonSchema, receiver: JsonSchema) -> None:
    assert is_refuted(sender, receiver)


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        (TREE, CLOSED_TREE),
        (TREE, WIDER),
        ({"type": "number", "multipleOf": 0.05}, {"type": "number", "multipleOf": 0.1}),
        ({"patternProperties": {f"{letter}+": {} for letter in "abcdef"}}, {"additionalProperties": False}),
        (
            {"additionalProperties": {"type": "string"}, "patternProperties": {f"^{c}": True for c in "abcdef"}},
            {"additionalProperties": {"type": "string"}},
        ),
        ({"$dynamicRef": "#a", "$defs": {"x": {"$dynamicAnchor": "a"}}}, {"type": "string"}),
        ({"pattern": "(?=a)"}, {"pattern": "(?=b)"}),
        ({"type": "array", "prefixItems": [{"type": "integer"}]}, {"items": {"type": "integer"}}),
        ({"format": "date"}, {"format": "time", "minLength": 1}),
        ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2, 3, 4]}),  # they are not counted out
    ],
)
def test_what_is_not_so_is_not_refuted(sender: JsonSchema, receiver: JsonSchema) -> None:
    assert not is_refuted(sender, receiver)


def test_formats_count_when_they_are_asserted() -> None:
    assert is_refuted({"type": "string"}, {"format": "date"})
    assert not is_refuted({"type": "string"}, {"format": "date"}, assert_formats=True)


def test_texts_that_match_and_miss() -> None:
    assert has_text(("^S_", "^I_"), ()) is False
    assert has_text((), ("a", "[^a]")) is True
    assert has_text((), ("a", "[^a]"), 1) is False
    assert has_text(("(?=a)",), ()) is None
    assert matches("^a+$", "aaa") is True
    assert matches("^a+$", "aab") is False


@SLOW
@given(SCHEMAS, SCHEMAS, st.integers(0, 9))
def test_no_drawn_value_contradicts(sender: object, receiver: object, seed: int) -> None:
    for one, other in (
        (sender, receiver),
        (sender, {"anyOf": [receiver, sender]}),
        ({"not": receiver}, {"not": sender}),
    ):
        if is_refuted(one, other):  # type: ignore[arg-type]  # schemas by construction
            for value in draws(one, other, str(seed), 20, lambda value, schema=one: is_accepted(value, schema)):
                try:
                    assert is_accepted(value, other)
                except NotRead:
                    continue


@pytest.mark.corpora
@needs_corpora
def test_the_second_opinion_never_contradicts() -> None:
    """Over public schemas, each pair in both directions and any two together: what one proves the other does not deny."""
    pairs = [(one.bundle, other.bundle) for one, other in read_cases()]
    schemas = list({json.dumps(bundle): bundle for pair in pairs for bundle in pair}.values())
    random = Random(0)
    pairs += [pair[::-1] for pair in pairs] + [(random.choice(schemas), random.choice(schemas)) for _ in range(3000)]
    found: Counter[tuple[bool, bool | None]] = Counter()
    for sender, receiver in pairs:
        for model in (ContentModel.STRICT, ContentModel.DECLARED):
            sent = as_sender(sender, model)
            certain, opinion = is_refuted(sent, receiver), second_opinion.covers(receiver, sent)
            found[certain, opinion] += 1
            assert not (certain and opinion is False), (sent, receiver)
            if certain and opinion is None:
                assert not isinstance(include(sender, receiver, model), NotIncluded), (sent, receiver)
    assert found[True, True] > 5_000, found
    assert found[True, None] > 100, found
