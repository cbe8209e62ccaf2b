"""The node that stands on a line, in YAML and JSON."""

import pytest

from crossdock.registry.documents.pointer_at import pointer_at
from crossdock.registry.documents.read import read_document

YAML = b"""a:
  b: {c: 1}
  # a comment
  list:
    - name: x
      size: 2
    - name: y
text: |
  one
  two
"""
JSON = b'{\n  "a": {\n    "b/c": [\n      1,\n      {"d": 2}\n    ]\n  }\n}\n'


@pytest.mark.parametrize(
    ("line", "pointer"),
    [(1, "/a"), (2, "/a/b"), (4, "/a/list"), (5, "/a/list/0/name"), (6, "/a/list/0/size"), (7, "/a/list/1/name"), (8, "/text"),
     (9, "/text"), (99, None), (0, None)],
)  # fmt: skip
def test_yaml(line: int, pointer: str | None) -> None:
    assert pointer_at(read_document("a.yaml", YAML), line) == pointer


@pytest.mark.parametrize(
    ("line", "pointer"),
    [(1, ""), (2, "/a"), (3, "/a/b~1c"), (4, "/a/b~1c/0"), (5, "/a/b~1c/1"), (6, "/a/b~1c"), (7, "/a")],
)
def test_json(line: int, pointer: str) -> None:
    assert pointer_at(read_document("a.json", JSON), line) == pointer
