"""Large texts: what is counted and measured natively is what the plain ways find."""

import json

import pytest

from crossdock.registry.documents import json_index, text
from crossdock.registry.documents.json_index import JsonIndex
from crossdock.registry.documents.text import Lines

TEXTS = (
    "",
    "\n",
    "a\nbc\n\nd",
    json.dumps({"a": {"b": [1, {"c": 'x,"}\n'}]}, "d": "é", "": {}}, indent=1, ensure_ascii=False),
    json.dumps({f"key{n}": {"list": [n, None], "text": "}" * n} for n in range(40)}, indent=2) + "\n",
)
OBJECTS = (
    *(each for each in TEXTS if each.startswith("{")),
    ' {"a" : 1 , "b":[{"a":2}] }',
    '{"a": 1, "a": 22}',
    '{"a": {"b": 1, "c": 2}, "d": 1, "a": 3}',
    '{"\\u0061": 1}',
)


@pytest.mark.parametrize("content", TEXTS)
def test_lines_of_a_large_text_are_those_of_a_small_one(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [Lines(content).locate(offset) for offset in range(len(content) + 1)]
    monkeypatch.setattr(text, "_LARGE", 4)
    assert [Lines(content).locate(offset) for offset in range(len(content) + 1)] == expected


@pytest.mark.parametrize("content", OBJECTS)
def test_members_of_a_large_object_are_those_of_a_small_one(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = JsonIndex(content)
    expected = small.entries(small.root)
    monkeypatch.setattr(json_index, "_LARGE", 1)
    large = JsonIndex(content)
    assert large.entries(large.root) == expected
