"""Excerpts of payloads."""

import json

from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.excerpt import LINES, render_excerpt

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=200),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=5), inner, max_size=20),
    max_leaves=60,
)


def test_a_short_payload_is_shown_whole() -> None:
    assert json.loads("\n".join(render_excerpt({"a": [1, {"b": None}]}))) == {"a": [1, {"b": None}]}


def test_the_place_that_matters_is_kept() -> None:
    value = {f"field{n}": {"inner": list(range(50))} for n in range(40)}
    shown = "\n".join(render_excerpt(value, "/field33/inner/47"))
    assert '"field33": {' in shown
    assert " 47" in shown
    assert "field20" not in shown


def test_a_place_far_inside_is_named() -> None:
    value: object = "here" * 100
    for n in reversed(range(30)):
        value = {f"level{n}": value}
    shown = render_excerpt(value, "".join(f"/level{n}" for n in range(30)))
    assert shown[0].startswith("… at /level0/level1/")
    assert len(shown) < LINES
    assert any("herehere" in line for line in shown)


@given(DATA, st.text(st.sampled_from("/~01ab"), max_size=12))
def test_any_value_and_any_pointer_give_few_lines(value: object, pointer: str) -> None:
    shown = render_excerpt(value, pointer)
    assert 1 <= len(shown) <= 60
    assert all(len(line.splitlines()) <= 1 for line in shown)
