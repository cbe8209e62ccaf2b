"""Where Spectral says that a node is; its ranges differ from ours, and results are compared with its own.

Learned from its output: the value of an entry starts behind the key's colon when it is a collection; a collection ends where its last
entry ends, also in flow style and JSON; a block scalar ends before the line break before the next token; columns count UTF-16
code units.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.positions import OpenText, descend_all, open_text
from crossdock.registry.documents.spans import Spans

_BLANK_LINES = re.compile(r"[ \t]*(?:\r?\n[ \t]*)*\r?\n")
Range = tuple[int, int, int, int]


def find_spectral_ranges(document: Document, pointers: Iterable[str], is_referenced: bool = False) -> dict[str, Range]:
    """Return start line, start character, end line, end character of each pointer's node or its nearest enclosing one.

    Counted from 0, the end exclusive. Spectral reads a document that is linted as YAML always; one that is referenced
    (`is_referenced`) and called `.json` as JSON, where a collection is what stands between its brackets.
    """
    opened = open_text(document)
    is_json = is_referenced and document.path.endswith(".json")
    ranges: dict[str, Range] = {}
    for pointer, node in descend_all(opened.places, pointers):
        start = node.start if is_json else _find_start(opened, node)
        end = node.end if is_json else _find_end(opened, opened.places.last_leaf(node), document.syntax)
        ranges[pointer] = (*_locate(opened, start), *_locate(opened, end))
    return ranges


def _locate(opened: OpenText, offset: int) -> tuple[int, int]:
    starts = opened.lines.starts
    line = bisect_right(starts, offset) - 1
    return line, _count_units(opened.text, starts[line], offset)


def _find_start(opened: OpenText, node: Spans) -> int:
    if node.key_start >= 0:
        return node.key_end + 1 if opened.places.is_collection(node) else node.start
    is_root_on_second_line = node == opened.places.root and opened.lines.starts[1:2] == [node.start]
    return 0 if is_root_on_second_line else node.start


def _find_end(opened: OpenText, node: Spans, syntax: Syntax) -> int:
    is_block = syntax is Syntax.YAML and opened.text[node.start : node.start + 1] in ("|", ">")
    if not is_block or opened.places.is_collection(node):
        return node.end
    after = _BLANK_LINES.match(opened.text, node.end)
    return after.end() - 1 if after else len(opened.text)


def _count_units(text: str, start: int, end: int) -> int:
    """Return how many UTF-16 code units a piece of text has."""
    piece = text[start:end]
    return len(piece) if piece.isascii() else len(piece) + sum(character > "\uffff" for character in piece)
