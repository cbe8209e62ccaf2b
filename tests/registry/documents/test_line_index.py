"""Places told from lines are those that the events of the text tell."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.documents.line_index import LineIndex
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.spans import Index, Spans
from crossdock.registry.documents.yaml_index import YamlIndex

TEXTS = (
    "a: 1\nb:\n  c: x # said\n  # of d\n\n  d: 'it''s'\n# of e\ne:\n- f\n- g: [1, {h: i}]\n  j: {}\n-\n",
    "# head\n---\na:\n  - - b\n    - c\n  -   d: e\n      f: |\n        # kept\n        g: h\n\n    # left out\n",
    "a: >-\n  b: c\n\n  d # e\nf: plain\n  goes on\n  and on\ng: 'h\n\n  i'\nj: \"k \\\n  l\"\n",
    "a: &x {b: c}\nd: *x\ne:\n  <<: *x\n  f: g\n",
    "a: {b: c,\n  d: e}\nf: [\n  g, # h\n  i\n]\nj: {k, l: }\n",
    "a:\r\n  b: c\r\n\r\n  d:\r\n    - e\r\n",
    "? a\n: b\n? [c]\n: d\n",
    "a: \U0001f600\nb: e\u00a0\nc: |\n  d\u00a0\n",
    "'a': b\n\"c\" : d\ne f : g\n0x10: h\n-i: j\n:k: l\n",
    "a:   # nothing\nb: ~\nc:\n\n\nd: !!str 1\n",
    "a:\n    b:\n    - c\n    - d: e\n    f: g\nh:   \n   i\n",
)
WORDS = (
    "a",
    "it's",
    "b: c",
    "- d",
    "# e",
    "f # g",
    "h\ni\n",
    "j k l m n o p q",
    "",
    "true",
    "1_0",
    "{r",
    " s ",
    "t:\n  u",
    "$v",
)
VALUES = st.recursive(
    st.one_of(st.sampled_from(WORDS), st.integers(-9, 9), st.none(), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=12,
)
STYLES = st.tuples(st.sampled_from((False, None)), st.sampled_from((10, 1_000)), st.sampled_from((2, 4)))
INSERTED = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(("", "  ", "# x: y", "  # '", "      # z"))), max_size=3
)


def _compare(text: str, data: object) -> None:
    lines: Index = LineIndex(text, data)
    events: Index = YamlIndex(text)
    assert lines.root == events.root
    waiting: list[Spans] = [events.root]
    while waiting:
        node = waiting.pop()
        found, expected = lines.entries(node), events.entries(node)
        assert found == expected
        assert lines.is_collection(node) == events.is_collection(node)
        assert lines.last_leaf(node)[:2] == events.last_leaf(node)[:2]
        waiting += expected.values() if isinstance(expected, dict) else expected or ()


@pytest.mark.parametrize("text", TEXTS)
def test_lines_tell_what_events_tell(text: str) -> None:
    _compare(text, read_document("a.yaml", text.encode()).data)


@given(st.dictionaries(st.sampled_from(WORDS), VALUES, min_size=1, max_size=3), STYLES, INSERTED)
def test_lines_tell_what_events_tell_of_any_text(
    data: dict[str, object], style: tuple[bool | None, int, int], inserted: list[tuple[int, str]]
) -> None:
    flow, width, indent = style
    lines = yaml.safe_dump(data, default_flow_style=flow, width=width, indent=indent, sort_keys=False).split("\n")
    for at, line in inserted:
        lines.insert(min(at, len(lines)), line)
    document = read_document("a.yaml", "\n".join(lines).encode())
    if document.is_readable and not document.findings:
        _compare("\n".join(lines), document.data)


def test_a_text_without_oddities_is_read_from_its_lines() -> None:
    text = "a: 1\nb:\n  - c: d\n\t\n"  # the parser of events refuses the tab
    index = LineIndex(text, {"a": 1, "b": [{"c": "d"}]})
    entries = index.entries(index.root)
    assert isinstance(entries, dict)
    assert entries["b"] == Spans(10, 16, 5, 6)


def test_deep_texts_are_not_looked_at_again_and_again() -> None:
    depth, leaves = 150, "".join(f"{' ' * 150}k{number}: v\n" for number in range(10_000))
    text = "".join(f"{' ' * level}a:\n" for level in range(depth)) + leaves
    data: object = {f"k{number}": "v" for number in range(10_000)}
    for _ in range(depth):
        data = {"a": data}
    before = time.process_time()
    _compare(text, data)
    assert time.process_time() - before < 20
