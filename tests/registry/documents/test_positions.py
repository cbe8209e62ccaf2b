"""Places of values and keys in both notations, by hand and against two slow parsers."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import descend, descend_all, find_location, find_locations, open_text
from crossdock.registry.documents.read import read_document
from crossdock.registry.model.location import Part
from tests.registry.documents.slow_positions import JsonScanner, Node, compose_yaml, place

YAML = """\
# a comment
openapi: 3.1.0
paths:
  /orders/{id}:
    get:
      tags: [a, "b c"]
      "200": {description: fine, x: 'it''s'}
      text: |
        one

        two

      next: >-
        folded
    empty:
    nothing: {}
list:
- a
-   - b
    - c: 1
      d: 2
😀 é: {k😀: v}
"""


def read(text: str, name: str = "a.yaml") -> Document:
    document = read_document(name, text.encode())
    assert document.is_readable
    return document


def span(document: Document, pointer: str, part: Part = Part.VALUE) -> tuple[int, int, int | None, int | None]:
    found = find_location(document, pointer, part)
    return found.line, found.column, found.end_line, found.end_column


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ("", (2, 1, 22, 13), (2, 1, 22, 13)),
        ("/openapi", (2, 10, 2, 15), (2, 1, 2, 8)),
        ("/paths", (4, 3, 16, 16), (3, 1, 3, 6)),
        ("/paths/~1orders~1{id}/get/tags", (6, 13, 6, 23), (6, 7, 6, 11)),
        ("/paths/~1orders~1{id}/get/tags/1", (6, 17, 6, 22), (6, 17, 6, 22)),
        ("/paths/~1orders~1{id}/get/200", (7, 14, 7, 45), (7, 7, 7, 12)),
        ("/paths/~1orders~1{id}/get/200/x", (7, 37, 7, 44), (7, 34, 7, 35)),
        ("/paths/~1orders~1{id}/get/text", (8, 13, 11, 12), (8, 7, 8, 11)),
        ("/paths/~1orders~1{id}/get/next", (13, 13, 14, 15), (13, 7, 13, 11)),
        ("/paths/~1orders~1{id}/get", (6, 7, 14, 15), (5, 5, 5, 8)),
        ("/paths/~1orders~1{id}/empty", (15, 11, 15, 11), (15, 5, 15, 10)),
        ("/paths/~1orders~1{id}/nothing", (16, 14, 16, 16), (16, 5, 16, 12)),
        ("/list", (18, 1, 21, 11), (17, 1, 17, 5)),
        ("/list/1", (19, 5, 21, 11), (19, 5, 21, 11)),
        ("/list/1/1/d", (21, 10, 21, 11), (21, 7, 21, 8)),
        ("/😀 é/k😀", (22, 11, 22, 12), (22, 7, 22, 9)),
    ],
)
def test_values_and_keys_of_yaml(
    pointer: str, value: tuple[int, int, int, int], key: tuple[int, int, int, int]
) -> None:
    document = read(YAML)
    assert span(document, pointer) == value
    assert span(document, pointer, Part.KEY) == key


JSON = """\
{
  "a\\/b": [1, {"c~d": "x\\"}"}, []],
  "😀": {"\\ud83d\\ude00": -1.5e3 , "e" :null}
}
"""


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ("", (1, 1, 4, 2), (1, 1, 4, 2)),
        ("/a~1b", (2, 11, 2, 35), (2, 3, 2, 9)),
        ("/a~1b/0", (2, 12, 2, 13), (2, 12, 2, 13)),
        ("/a~1b/1/c~0d", (2, 23, 2, 29), (2, 16, 2, 21)),
        ("/a~1b/2", (2, 32, 2, 34), (2, 32, 2, 34)),
        ("/😀/😀", (3, 25, 3, 31), (3, 9, 3, 23)),
        ("/😀/e", (3, 39, 3, 43), (3, 34, 3, 37)),
    ],
)
def test_values_and_keys_of_json(
    pointer: str, value: tuple[int, int, int, int], key: tuple[int, int, int, int]
) -> None:
    document = read(JSON, "a.json")
    assert span(document, pointer) == value
    assert span(document, pointer, Part.KEY) == key


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_an_absent_pointer_means_the_nearest_node_around_it(name: str) -> None:
    document = read('{"a": {"b": [1, 2]}, "c": 3}', name)
    assert span(document, "/a/b/2") == span(document, "/a/b")
    assert span(document, "/a/b/01") == span(document, "/a/b")
    assert span(document, "/a/b/-") == span(document, "/a/b")
    assert span(document, "/a/x/y", Part.KEY) == span(document, "/a")
    assert span(document, "/c/d/e") == span(document, "/c")
    assert span(document, "/zzz") == span(document, "")
    assert find_location(document, "/zzz/1").pointer == "/zzz/1"


def test_a_pointer_through_an_alias_leads_to_the_anchor() -> None:
    document = read("a: &x\n  b: 1\nc: *x\nd: {e: *x}\n")
    assert span(document, "/c/b") == (2, 6, 2, 7)
    assert span(document, "/d/e/b", Part.KEY) == (2, 3, 2, 4)
    assert span(document, "/c", Part.KEY) == (3, 1, 3, 2)
    assert span(document, "/d/e") == span(document, "/a")


def test_a_merged_entry_stands_where_it_is_written() -> None:
    document = read("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\ne: {<<: [{f: 4}, *x]}\n")
    assert span(document, "/d/b") == (1, 11, 1, 12)
    assert span(document, "/d/c") == (4, 6, 4, 7)
    assert span(document, "/e/f") == (5, 14, 5, 15)
    assert span(document, "/e/c") == (1, 17, 1, 18)


def test_the_last_of_equal_keys_counts_as_it_does_in_the_data() -> None:
    assert span(read_document("a.yaml", b"a: 1\nb: 2\na: 3\n"), "/a") == (3, 4, 3, 5)
    assert span(read_document("a.json", b'{"a": 1,\n"a": 3}'), "/a") == (2, 6, 2, 7)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_editors(break_: str) -> None:
    text = break_.join(('a: "\u2028\x85"', "b: x\u2029y", "c:", "  - d", ""))
    document = read(text)
    assert span(document, "/b") == (2, 4, 2, 7)
    assert span(document, "/c/0") == (4, 5, 4, 6)


def test_a_byte_order_mark_is_no_column() -> None:
    assert span(read_document("a.yaml", b"\xef\xbb\xbfa: 1\n"), "/a", Part.KEY) == (1, 1, 1, 2)
    assert span(read_document("a.json", b'\xef\xbb\xbf{"a": 1}'), "/a") == (1, 7, 1, 8)


def test_control_characters_do_not_shift_places() -> None:
    assert span(read_document("a.yaml", b"a: x\x07\x01\nb: \x02 y\nc: 1\n"), "/c") == (3, 4, 3, 5)


@pytest.mark.parametrize(
    ("name", "content", "pointer", "line"),
    [
        ("a.yaml", b"a: 1\nb: {c: 2\nd: 3\n", "/a", 1),
        ("a.yaml", b"", "/a/b", 1),
        ("a.json", b'{"a": 1', "/a", 1),
        ("a.json", b'{"a": 1,\n "b": [1,],\n}', "/b/0", 2),
        ("a.yaml", b"a: \xff\n", "/a", 1),
        ("examples/a.csv", b"A;B\n1;2\n", "", 1),
        ("a.yaml", b"a: 1\n---\nb: 2\n", "/a", 1),
    ],
)
def test_what_cannot_be_read_has_a_place_too(name: str, content: bytes, pointer: str, line: int) -> None:
    assert find_location(read_document(name, content), pointer).line == line


def test_many_places_at_once_are_the_same_as_each() -> None:
    document = read(YAML)
    places = [("/openapi", Part.VALUE), ("/list/1", Part.KEY), ("/none", Part.VALUE)]
    assert find_locations(document, places) == tuple(find_location(document, *each) for each in places)


def assert_same(document: Document, text: str, root: Node) -> int:
    """Compare every value and key; return how many there were."""
    count = 0
    for pointer, node in root.walk():
        found = find_location(document, pointer)
        assert ((found.line, found.column), (found.end_line, found.end_column)) == (
            place(text, node.start),
            place(text, node.end),
        ), pointer
        if node.key is not None:
            key = find_location(document, pointer, Part.KEY)
            assert ((key.line, key.column), (key.end_line, key.end_column)) == tuple(
                place(text, offset) for offset in node.key
            ), pointer
        count += 1
    return count


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(VALUES, st.booleans(), st.sampled_from([None, 0, 3]))
def test_every_place_of_json_is_that_of_a_slow_scanner(data: object, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=is_ascii, indent=indent)
    document = read_document("a.json", text.encode("utf-8", "replace"))
    if document.is_readable:  # half a character is not
        assert_same(document, document.content.decode(), JsonScanner(document.content.decode()).scan())


def test_every_place_of_yaml_is_that_of_a_full_parse() -> None:
    assert assert_same(read(YAML), YAML, compose_yaml(YAML)) == 24


def test_many_pointers_lead_where_each_leads_alone() -> None:
    document = read_document("a.yaml", YAML.encode())
    pointers = [
        "/paths/~1orders~1{id}/get/tags/1",
        "/paths",
        "/list/1/1/c",
        "/list/1/9/c",
        "/list/x",
        "",
        "/none/a",
        "/none/b",
    ]
    pointers += ["/paths/~1orders~1{id}/get", "/paths/~1orders~1{id}/get/tags/0", "/list/1", "/list/0/deeper", "/paths"]
    places = open_text(document).places
    assert dict(descend_all(places, pointers)) == {pointer: descend(places, pointer)[0] for pointer in pointers}
