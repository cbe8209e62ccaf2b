"""Globs mean what they say, and no glob takes long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.waiving.globs import LONGEST, includes, match

WORDS = st.text("a/*", max_size=8)


@given(WORDS, st.text("a/b", max_size=8))
def test_a_glob_means_its_regular_expression(glob: str, text: str) -> None:
    parts = re.split(r"(\*+)", glob)
    pattern = "".join("" if not p else re.escape(p) if p[0] != "*" else "[^/]*" if p == "*" else ".*" for p in parts)
    assert match(glob, text) == (re.fullmatch(pattern, text) is not None)


@given(WORDS, WORDS, st.text("a/b", max_size=8))
def test_what_includes_a_glob_fits_all_that_it_fits(one: str, other: str, text: str) -> None:
    if includes(one, other) and match(other, text):
        assert match(one, text)


@pytest.mark.parametrize(
    ("one", "other", "is_included"),
    [
        ("erp/*", "erp/**", False),
        ("erp/**", "erp/*", True),
        ("*", "**", False),
        ("/paths/*/get", "/paths/**/get", False),
        ("/paths/**", "/paths/*/get", True),
        ("erp/*", "erp/order-api@1", True),
        ("erp/order-api", "erp/*", False),
        ("", "*", False),
    ],
)
def test_wider_and_narrower(one: str, other: str, is_included: bool) -> None:
    assert includes(one, other) is is_included


@pytest.mark.parametrize("glob", ["**a" * 160, "*a" * 250, "*" * 10_000, "a**" * 166])
def test_a_hostile_glob_takes_no_time(glob: str) -> None:
    started = time.process_time()
    match(glob, "a" * 5_000 + "b")
    assert time.process_time() - started < 2


def test_a_glob_that_is_too_long_fits_nothing() -> None:
    assert match("a" * LONGEST, "a" * LONGEST)
    assert not match("a" * LONGEST + "*", "a" * LONGEST)
