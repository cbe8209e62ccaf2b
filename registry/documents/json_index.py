"""Where the keys and values of a JSON text are: found along a pointer, siblings skipped at native speed."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import cast

import msgspec

from crossdock.registry.documents.spans import Entries, Spans, last_leaf_of

_LARGE = 1 << 16  # characters
_BLANK = " \t\n\r"
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()  # its scanner is native; typeshed does not know its two parts
_SCAN = cast(Callable[[str, int], tuple[object, int]], _DECODER.scan_once)  # type: ignore[attr-defined]  # see above
_SCAN_STRING = cast(Callable[[str, int], tuple[str, int]], _DECODER.parse_string)  # type: ignore[attr-defined]  # see above


class JsonIndex:
    """The places of a text that is JSON. A collection's entries are looked for when they are first asked for.

    Raises ValueError, StopIteration or IndexError somewhere in a text that is not JSON.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, Entries] = {}
        start = _after_space(text, 0)
        self.root = Spans(start, len(text.rstrip(_BLANK)))

    def entries(self, node: Spans) -> Entries | None:
        """Return the entries of a collection, `None` for a scalar."""
        known = self._known.get(node.start)
        if known is None:
            opening = self._text[node.start]
            if opening == "{":
                known = _read_large(self._text, node) or dict(_read_members(self._text, node.start))
            elif opening == "[":
                known = list(_read_items(self._text, node.start))
            else:
                return None
            self._known[node.start] = known
        return known

    def is_collection(self, node: Spans) -> bool:
        """Whether a node may have entries."""
        return self._text[node.start] in "{["

    def last_leaf(self, node: Spans) -> Spans:
        """Return the node that ends last in a collection: the node itself when it is a scalar or empty."""
        return last_leaf_of(self, node)


def _read_large(text: str, node: Spans) -> dict[str, Spans] | None:
    """Return the members of a large object, whose values are measured all at once without being read.

    `None` when it is small, or is not as it was measured: a name stands there twice, or a character has several bytes.
    """
    if node.end - node.start < _LARGE or not (piece := text[node.start : node.end]).isascii():
        return None
    found: dict[str, Spans] = {}
    with suppress(msgspec.DecodeError, ValueError, IndexError, KeyError):
        raws = msgspec.json.decode(piece, type=dict[str, msgspec.Raw])
        at = node.start
        while text[at] in "{,":
            key_start = _after_space(text, at + 1)
            key, key_end = _SCAN_STRING(text, key_start + 1)
            value = _after_space(text, _after_space(text, key_end) + 1)
            end = value + memoryview(raws.pop(key)).nbytes
            found[key] = Spans(value, end, key_start, key_end)
            at = _after_space(text, end)
        return found if not raws and at == node.end - 1 else None
    return None


def _read_members(text: str, start: int) -> Iterator[tuple[str, Spans]]:
    at = _after_space(text, start + 1)
    while text[at] == '"':
        key, key_end = _SCAN_STRING(text, at + 1)
        value = _after_space(text, _after_space(text, key_end) + 1)
        end = _skip(text, value)
        yield key, Spans(value, end, at, key_end)
        comma = _after_space(text, end)
        if text[comma] == "}":
            return
        at = _after_space(text, comma + 1)


def _read_items(text: str, start: int) -> Iterator[Spans]:
    at = _after_space(text, start + 1)
    while text[at] != "]":
        end = _skip(text, at)
        yield Spans(at, end)
        comma = _after_space(text, end)
        if text[comma] == "]":
            return
        at = _after_space(text, comma + 1)


def _skip(text: str, start: int) -> int:
    """Return the end of the value that starts here."""
    return _SCAN(text, start)[1]


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
