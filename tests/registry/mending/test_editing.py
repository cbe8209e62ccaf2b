"""Edits of any document: none raises, one that is taken for true is, and most can be written."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crossdock.registry.documents.read import read_document
from crossdock.registry.mending.change import Arrange, Change, Remove, RenameKey, SetScalar, change_data
from crossdock.registry.mending.editing import is_true, plan_edits
from crossdock.registry.model.edit import apply_edits
from crossdock.registry.model.location import escape_token

SCALARS = st.one_of(st.text("ab: #'\"²10", max_size=6), st.integers(-9, 99), st.booleans(), st.none())
KEYS = st.text("ab0²/~ :", min_size=1, max_size=4)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def pointers(data: Any, at: str = "") -> list[str]:
    named = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [at] if at else []
    for key, value in named:
        found += pointers(value, f"{at}/{escape_token(str(key))}")
    return found


def value_at(data: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.data(), st.booleans(), st.sampled_from([None, True, False])
)
def test_an_edit_that_is_taken_for_true_is(
    data: dict[str, Any], draw: st.DataObject, is_json: bool, flow: bool | None
) -> None:
    text = json.dumps(data, indent=2) if is_json else yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    document = read_document("a.json" if is_json else "a.yaml", text.encode())
    if not document.is_readable or document.data != data:
        return  # YAML 1.1 wrote it
    pointer = draw.draw(st.sampled_from(pointers(data)))
    change = draw.draw(st.sampled_from(_changes(data, pointer)))
    edits = plan_edits(document, change)
    if edits and is_true(document, [change], edits):
        after = read_document(document.path, apply_edits(text, edits)[0].encode())
        assert after.data == change_data(data, [change])


def _changes(data: Any, pointer: str) -> list[Change]:
    value = value_at(data, pointer)
    found: list[Change] = [Remove(pointer), RenameKey(pointer, "other name"), SetScalar(pointer, "x: #1")]
    found += [Arrange(pointer, tuple(reversed(range(len(value)))))] if isinstance(value, list) else []
    return [*found, SetScalar(f"{pointer}/²", 1), Remove(f"{pointer}/nowhere")]


TEXT = """# an order
order:
  lines:   # all of them
    - sku: A   # first
      note: |
        long
        text

    - {sku: B, quantity: 2}
    - 'C'
  tags: [b, "a", c]   # in line
  empty: {}
last: yes
"""


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (Remove("/order/lines/1"), "    - {sku: B, quantity: 2}\n", ""),
        (Remove("/order/lines/0/sku"), "sku: A   # first\n      note", "note"),
        (Remove("/order/lines/0/note"), "      note: |\n        long\n        text\n", ""),
        (Remove("/order/lines/1/sku"), "sku: B, ", ""),
        (Remove("/order/tags/2"), ", c", ""),
        (Remove("/order/tags/0"), "b, ", ""),
        (Remove("/last"), "last: yes\n", ""),
        (RenameKey("/order/lines", "rows"), "lines:   #", "rows:   #"),
        (SetScalar("/order/lines/2", "it's"), "'C'", "'it''s'"),
        (SetScalar("/order/tags/1", "2"), '"a"', '"2"'),
        (SetScalar("/order/tags/0", "2"), "[b", '["2"'),
        (Arrange("/order/tags", (1, 0, 2)), 'b, "a"', '"a", b'),
    ],
)
def test_the_smallest_edit_is_made(change: Change, before: str, after: str) -> None:
    document = read_document("a.yaml", TEXT.encode())
    edits = plan_edits(document, change)
    assert is_true(document, [change], edits)
    assert apply_edits(TEXT, edits)[0] == TEXT.replace(before, after, 1)


@pytest.mark.parametrize(
    "change",
    [
        Remove("/order/lines/0/sku/nothing"),
        RenameKey("/order/lines", "tags"),
        Arrange("/order/tags", (0, 1)),
        SetScalar("/nowhere", 1),
    ],
)
def test_what_cannot_be_written_is_not_true(change: Change) -> None:
    document = read_document("a.yaml", TEXT.encode())
    assert not is_true(document, [change], plan_edits(document, change))
