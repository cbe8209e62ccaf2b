"""Values that travel as text: a number is its text, and one value is a list of one."""

import pytest

from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.model.contract import ContentModel

ONE, LIST = {"type": "number"}, {"type": "array", "items": {"type": "number"}}
TEXT, TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        (ONE, LIST),
        (TEXT, TEXTS),
        (ONE, TEXTS),
        (ONE, {**LIST, "minItems": 1, "maxItems": 1}),
        ({"type": "boolean"}, {"type": "array"}),
        (ONE, {"$ref": "#/$defs/ids", "$defs": {"ids": LIST}}),
        ({"enum": [1, 2]}, {"type": "array", "items": {"enum": [1, 2, 3]}}),
    ],
)
def test_one_value_is_taken_as_a_list_of_one(sender: dict[str, object], receiver: dict[str, object]) -> None:
    assert isinstance(include(sender, receiver, ContentModel.STRICT, is_text=True), Included)
    assert isinstance(include(sender, receiver, ContentModel.STRICT), NotIncluded)


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        (LIST, ONE),
        (ONE, {**LIST, "minItems": 2}),
        (ONE, {"type": "array", "items": {"type": "integer"}}),
        (TEXT, {"type": "array", "items": {"type": "string", "maxLength": 3}}),
        (TEXT, {**TEXTS, "maxItems": 1}),
        ({"enum": [1, 4]}, {"type": "array", "items": {"enum": [1, 2, 3]}}),
    ],
)
def test_what_is_no_item_is_not_taken(sender: dict[str, object], receiver: dict[str, object]) -> None:
    found = include(sender, receiver, ContentModel.STRICT, is_text=True)
    assert isinstance(found, NotIncluded)


def test_the_reason_is_told_of_the_list_as_it_is_written() -> None:
    receiver = {"type": "array", "items": {"enum": [1, 2]}}
    found = include({"type": "array", "items": {"enum": [1, 4]}}, receiver, ContentModel.STRICT, is_text=True)
    assert isinstance(found, NotIncluded)
    assert (found.witness, found.rejections[0].pointer, found.rejections[0].keyword) == ([4], "/0", "enum")
