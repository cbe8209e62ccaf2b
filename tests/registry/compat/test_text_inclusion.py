"""Patterns compared exactly: against a second engine, and on what people change in them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossdock.registry.compat.automaton import Automaton, compile_regex
from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.compat.text_inclusion import Answer, compare_texts
from crossdock.registry.model.contract import ContentModel

SLOW = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "(?:a|bb)", r"\d", r"\w", "(a|b)"])
REPEATED = st.builds(
    lambda atom, times: atom + times, ATOMS, st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{2,}"])
)
BODIES = st.lists(REPEATED, min_size=1, max_size=3).map("".join)
PATTERNS = st.builds(
    lambda start, body, end: start + body + end, st.sampled_from(["", "^"]), BODIES, st.sampled_from(["", "$"])
)
TEXTS = st.text("ab1\n", max_size=5)


@SLOW
@given(PATTERNS, TEXTS)
def test_the_automaton_matches_as_another_engine_does(pattern: str, text: str) -> None:
    automaton = compile_regex(pattern)
    assert automaton is not None
    expected = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None
    assert _matches(automaton, text) is expected


@SLOW
@given(PATTERNS, PATTERNS, TEXTS)
def test_answers_are_right(sender: str, receiver: str, text: str) -> None:
    found = compare_texts({"type": "string", "pattern": sender}, {"pattern": receiver})
    assert found is not None
    one, other = compile_regex(sender), compile_regex(receiver)
    assert one is not None
    assert other is not None
    if found.counterexample is None:
        assert not _matches(one, text) or _matches(other, text)
    else:
        assert _matches(one, found.counterexample)
        assert not _matches(other, found.counterexample)


@pytest.mark.parametrize(
    ("sender", "receiver", "is_included"),
    [
        ("^SHP-[0-9]{4}-[0-9]{6}$", "^SHP-[0-9]{4}-[0-9]{6,8}$", True),
        ("^SHP-[0-9]{4}-[0-9]{6,8}$", "^SHP-[0-9]{4}-[0-9]{6}$", False),
        ("^[A-Z]{2}$", "^[A-Z]{2,3}$", True),
        (r"^\d+$", "^[0-9]+$", True),
        ("^(ab)*$", "^a", False),
        ("^ORD-", "ORD", True),
        ("a*", "", True),
    ],
)
def test_patterns(sender: str, receiver: str, is_included: bool) -> None:
    found = include({"type": "string", "pattern": sender}, {"type": "string", "pattern": receiver}, ContentModel.STRICT)
    assert isinstance(found, Included if is_included else NotIncluded)


def test_lengths_count() -> None:
    sender = {"type": "string", "pattern": "^(ab)*$", "maxLength": 6}
    assert compare_texts(sender, {"pattern": "^(ab){0,3}$"}) == Answer(None)
    assert compare_texts({**sender, "maxLength": 8}, {"pattern": "^(ab){0,3}$"}) == Answer("abababab")


@pytest.mark.parametrize(
    ("receiver", "counterexample"),
    [
        ({"maxLength": 5}, None),
        ({"minLength": 2, "maxLength": 9}, None),
        ({"maxLength": 4}, "aaaaa"),
        ({"minLength": 3}, "aa"),
    ],
)
def test_a_pattern_bounds_the_length(receiver: dict[str, object], counterexample: str | None) -> None:
    assert compare_texts({"type": "string", "pattern": "^a{2}$|^a{5}$"}, receiver) == Answer(counterexample)


@pytest.mark.parametrize(
    "pattern", ["^(?=a)", r"(a)\1", r"\p{L}", "(?<n>a)", r"\bword\b", "[[a]", "a{2", "^(a{1000}){1000}$"]
)
def test_what_is_outside_of_the_subset_is_not_compared(pattern: str) -> None:
    assert compile_regex(pattern) is None
    assert compare_texts({"type": "string", "pattern": pattern}, {"pattern": "a"}) is None


@pytest.mark.parametrize(
    "sender",
    [
        {"type": ["string", "null"], "pattern": "a"},
        {"pattern": "a"},
        {"type": "string", "pattern": "a", "not": {"const": "a"}},
    ],
)
def test_only_texts_are_compared(sender: dict[str, object]) -> None:
    assert compare_texts(sender, {"pattern": "b"}) is None


def _matches(automaton: Automaton, text: str) -> bool:
    states = automaton.start
    for char in text:
        states = automaton.step(states, ord(char))
    return automaton.accepts(states)
