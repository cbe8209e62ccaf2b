"""Writes a change of data as the smallest edit of the text; comments, quotes and layout around it stay as they are."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.positions import OpenText, descend, open_text
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.spans import Entries, Spans
from crossdock.registry.manifests.list_text import write_scalar
from crossdock.registry.mending.change import Arrange, Change, Remove, RenameKey, change_data
from crossdock.registry.model.edit import Edit, apply_edits
from crossdock.registry.model.location import Location, escape_token, split_pointer

MAX_SIZE = 4_000_000  # bytes; trying an edit reads the document again
_Cut = tuple[int, int, str]


def plan_edits(document: Document, change: Change) -> tuple[Edit, ...]:
    """Return the edits that a change comes to, not yet tried; empty where none are known."""
    if not document.is_readable or document.syntax is Syntax.TEXT or len(document.content) > MAX_SIZE:
        return ()
    opened = open_text(document)
    try:
        cuts = _find_cuts(opened, change, is_json=document.syntax is Syntax.JSON)
    except (ValueError, IndexError):  # no colon behind the key, no next entry: the text is written in another way
        return ()
    return tuple(_edit(opened, document.path, cut) for cut in cuts)


def is_true(document: Document, changes: Iterable[Change], edits: tuple[Edit, ...]) -> bool:
    """Whether edits make changes and nothing else: the edited text is read again, and must be the changed data.

    It is not where an alias carries an edit to another place, or where two changes meet.
    """
    try:
        wanted = change_data(document.data, changes)
    except KeyError:  # a name that is taken, a place that is gone
        return False
    text, _ = apply_edits(open_text(document).text, edits)
    after = read_document(document.path, text.encode("utf-8", "surrogatepass"))
    return after.is_readable and _same(after.data, wanted)


def _same(one: object, other: object) -> bool:
    """Whether data is equal to the type and the order of lists: `1` is neither `true` nor `1.0`."""
    return json.dumps(one, sort_keys=True, default=str) == json.dumps(other, sort_keys=True, default=str)


def _edit(opened: OpenText, path: str, cut: _Cut) -> Edit:
    start, end, text = cut
    return Edit(start, end, text, Location(path, *opened.lines.locate(start), *opened.lines.locate(end)))


def _find_cuts(opened: OpenText, change: Change, *, is_json: bool) -> Sequence[_Cut]:
    node, is_there = descend(opened.places, change.pointer)
    if not is_there:
        return ()
    if isinstance(change, Arrange):
        return _arrange(opened, node, change.order)
    if isinstance(change, Remove):
        return _remove(opened, change.pointer)
    start, end = (node.key_start, node.key_end) if isinstance(change, RenameKey) else (node.start, node.end)
    value = change.name if isinstance(change, RenameKey) else change.value
    return ((start, end, _write(value, opened.text[start:end], is_json=is_json)),)


def _write(value: object, before: str, *, is_json: bool) -> str:
    """Write a scalar, in the quotes that were there."""
    if is_json or not isinstance(value, str) or before.startswith('"'):
        return json.dumps(value, ensure_ascii=False)
    if before.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    is_cut = value != before and bool(value) and before.startswith(value)  # what is left is as plain as it was
    return value if is_cut else write_scalar(value)


def _remove(opened: OpenText, pointer: str) -> Sequence[_Cut]:
    *above, last = split_pointer(pointer)
    holder, _ = descend(opened.places, "".join("/" + escape_token(token) for token in above))
    entries = opened.places.entries(holder)
    spans, at = _listed(entries, last)
    node = spans[at]
    first = _start(node)
    if opened.text[holder.start] in "[{":
        return _remove_flow(opened.text, spans, at)
    if len(spans) == 1:
        is_list = isinstance(entries, list) and holder.key_end >= 0
        return ((opened.text.index(":", holder.key_end) + 1, node.end, " []"),) if is_list else ()
    line = opened.text.rfind("\n", 0, first) + 1
    lead = opened.text[line:first]
    if lead.strip(" -" if isinstance(entries, list) else " "):  # it shares its line with what holds it
        return ((first, _start(spans[at + 1]), ""),) if at + 1 < len(spans) else ()
    if isinstance(entries, list) and lead.count("-") > 1:
        return ((first, _start(spans[at + 1]), ""),) if at + 1 < len(spans) else ()
    return ((line, _after_line(opened.text, node.end), ""),)


def _listed(entries: Entries | None, last: str) -> tuple[list[Spans], int]:
    if isinstance(entries, list):
        return entries, int(last)
    if isinstance(entries, dict):
        names = list(entries)
        return list(entries.values()), names.index(last) if last in names else len(names)
    return [], 0


def _remove_flow(text: str, spans: Sequence[Spans], at: int) -> Sequence[_Cut]:
    if at > 0:
        start, end = spans[at - 1].end, spans[at].end
        return () if "#" in text[start : _start(spans[at])] else ((start, end, ""),)
    end = _start(spans[1]) if len(spans) > 1 else spans[0].end
    return () if "#" in text[spans[0].end : end] else ((_start(spans[0]), end, ""),)


def _start(node: Spans) -> int:
    return node.key_start if node.key_start >= 0 else node.start


def _after_line(text: str, offset: int) -> int:
    """Return where the line after the one with the last character of a node begins."""
    end = text.find("\n", max(offset - 1, 0))
    return len(text) if end < 0 else end + 1


def _arrange(opened: OpenText, holder: Spans, order: Sequence[int]) -> Sequence[_Cut]:
    """Exchange the texts of items, in a block list with the comments at the end of their last lines."""
    entries = opened.places.entries(holder)
    if not isinstance(entries, list) or len(entries) != len(order):
        return ()
    text, is_flow = opened.text, opened.text[holder.start] in "[{"
    slots = [(item.start, item.end if is_flow else _end_of_line(text, item.end)) for item in entries]
    between = [text[end:start] for (_, end), (start, _) in pairwise(slots)]
    if any(gap.strip(" \r\n\t," if is_flow else " \r\n\t-") for gap in between):
        return ()
    moved = [(slots[at], slots[index]) for at, index in enumerate(order) if at != index]
    return tuple((start, end, text[slice(*source)]) for (start, end), source in moved)


def _end_of_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end
