"""Which node of a document stands on a line: the way back from a place in a text to its JSON Pointer."""

import re

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import open_text
from crossdock.registry.documents.spans import Entries, Index, Spans
from crossdock.registry.model.location import escape_token

_LEAD = re.compile(r"[ \t]*(?:- +)*")  # what stands before the first node of a line


def pointer_at(document: Document, line: int) -> str | None:
    """Return the JSON Pointer of the node that the first word of a line belongs to; `None` when the text has no such line.

    A key stands for its entry, a line inside a value for the innermost value that holds it. `line` is 1-based.
    """
    opened = open_text(document)
    starts = opened.lines.starts
    if not 1 <= line <= len(starts):
        return None
    lead = _LEAD.match(opened.text, starts[line - 1])
    return _descend(opened.places, lead.end() if lead else starts[line - 1])


def _descend(index: Index, offset: int) -> str:
    node, pointer = index.root, ""
    while True:
        entries = index.entries(node)
        found = _entry_at(entries, offset) if entries else None
        if found is None or found[1] == node:
            return pointer
        token, node = found
        pointer += "/" + escape_token(token)


def _entry_at(entries: Entries, offset: int) -> tuple[str, Spans] | None:
    """Return the entry whose key or value holds a character."""
    named = entries.items() if isinstance(entries, dict) else ((str(at), span) for at, span in enumerate(entries))
    for token, span in named:
        if span.start <= offset < span.end or span.key_start <= offset < span.key_end:
            return token, span
    return None
