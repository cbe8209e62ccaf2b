"""Exact places in a text for JSON Pointers, found when a finding needs them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.json_index import JsonIndex
from crossdock.registry.documents.line_index import LineIndex
from crossdock.registry.documents.pointer import is_index
from crossdock.registry.documents.problems import NOT_JSON
from crossdock.registry.documents.spans import Index, Spans
from crossdock.registry.documents.text import Lines, decode_any
from crossdock.registry.documents.yaml_index import YamlIndex
from crossdock.registry.model.location import Location, Part, split_pointer

MAX_KEPT = 8  # documents whose places are remembered


def find_location(document: Document, pointer: str, part: Part = Part.VALUE) -> Location:
    """Return where a pointer's value, or its key, stands in the text.

    Where the pointer leads to nothing it is the nearest enclosing node that exists. A value reaches from its first to its last
    character; a block collection ends where its last entry ends; an alias leads to what its anchor names. The value of an entry
    without a key (an item, the root) is also its key.
    """
    return _locate(document.path, open_text(document), pointer, part)


def find_locations(document: Document, places: Iterable[tuple[str, Part]]) -> tuple[Location, ...]:
    """Return the locations of many pointers of one document, in the order asked for."""
    opened = open_text(document)
    return tuple(_locate(document.path, opened, pointer, part) for pointer, part in places)


class OpenText(NamedTuple):
    """A document's text with the places of its lines and nodes."""

    text: str
    lines: Lines
    places: Index


@lru_cache(maxsize=MAX_KEPT)
def open_text(document: Document) -> OpenText:
    """Return a document's text, lines and index; they are made once for the documents that were asked for last."""
    text = decode_any(document.content)
    return OpenText(text, Lines(text), _make_index(document, text))


def forget_texts() -> None:
    """Forget the documents whose places are remembered, with all that they hold."""
    open_text.cache_clear()


def _make_index(document: Document, text: str) -> Index:
    if not document.is_readable or document.syntax is Syntax.TEXT:
        return _Whole(text)
    if document.syntax is Syntax.YAML and not document.findings:
        return LineIndex(text, document.data)
    if document.syntax is Syntax.YAML or any(finding.rule == NOT_JSON.id for finding in document.findings):
        return YamlIndex(text)
    return JsonIndex(text)


class _Whole:
    """The index of a text whose parts are not known."""

    def __init__(self, text: str) -> None:
        self.root = Spans(0, len(text.rstrip()))

    def entries(self, node: Spans) -> None:
        """Return nothing."""

    def is_collection(self, node: Spans) -> bool:
        """Return false: no part is known."""
        return False

    def last_leaf(self, node: Spans) -> Spans:
        """Return the node itself."""
        return node


def _locate(path: str, opened: OpenText, pointer: str, part: Part) -> Location:
    spans, is_there = descend(opened.places, pointer)
    start, end = spans.start, spans.end
    if part is Part.KEY and is_there and spans.key_start >= 0:
        start, end = spans.key_start, spans.key_end
    return Location(path, *opened.lines.locate(start), *opened.lines.locate(end), pointer)


def descend(index: Index, pointer: str) -> tuple[Spans, bool]:
    """Return the node at a pointer, or its nearest enclosing one that exists, and whether it was the node itself."""
    node = index.root
    for token in split_pointer(pointer):
        below = _step(index, node, token)
        if below is None:
            return node, False
        node = below
    return node, True


def descend_all(index: Index, pointers: Iterable[str]) -> Iterator[tuple[str, Spans]]:
    """Yield each pointer with its node, or the nearest enclosing one that exists, in the order of the pointers.

    What one pointer shares with the one before it is not walked again.
    """
    trail = [index.root]
    tokens: tuple[str, ...] = ()
    for pointer in sorted(set(pointers)):
        names = split_pointer(pointer)
        shared = 0
        while shared < min(len(trail) - 1, len(names)) and names[shared] == tokens[shared]:
            shared += 1
        del trail[shared + 1 :]
        tokens = names
        for token in names[shared:]:
            node = _step(index, trail[-1], token)
            if node is None:
                break
            trail.append(node)
        yield pointer, trail[-1]


def _step(index: Index, node: Spans, token: str) -> Spans | None:
    """Return the entry that one token names, `None` when there is none."""
    entries = index.entries(node)
    if isinstance(entries, dict):
        return entries.get(token)
    is_item = isinstance(entries, list) and is_index(token) and int(token) < len(entries)
    return entries[int(token)] if isinstance(entries, list) and is_item else None
