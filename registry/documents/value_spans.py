"""Where a value of a YAML block collection begins and ends, told from its lines."""

import re

from crossdock.registry.documents.flow_spans import read_flow
from crossdock.registry.documents.spans import Unclear

_GAP = re.compile(r"[ \t]*")
_BLANKS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*")  # from behind a word, lines without content
_BELOW = re.compile(r"\n *(?=[^\s#{\[&*!%@`?|>])")
_REST = re.compile(r"(?:[ \t]+#[^\n]*|[ \t]*)\r?(?:\n[ \t]*(?:#[^\n]*)?\r?)*")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_HEADER = re.compile(r"[|>][-+0-9]*[ \t\r]*(?=\n|\Z)")
_COMMENT = re.compile(r"[ \t\n]#")
_UNSURE = frozenset("&*!%@`?")


def find_value(text: str, start: int, stop: int, column: int, data: object) -> tuple[int, int | None]:
    """Return start and end of a value; the end is `None` for a collection whose last entry must say it. Raises Unclear.

    The value stands between `start`, behind its key's colon or its item's dash, and `stop`, before the next entry; `column` is that of
    its entry.
    """
    below = _BELOW.match(text, start, stop) if isinstance(data, (dict, list)) else None
    if below is not None:  # as most collections stand
        return _end_of_block_collection(text, below.end(), stop, column, below.end() - start - 1, data)
    at = _GAP.match(text, start, stop).end()  # type: ignore[union-attr]  # it matches nothing, too
    if at == stop or text[at] in "\r\n#":
        at = _BLANKS.match(text, at, stop).end()  # type: ignore[union-attr]  # it matches nothing, too
        if at < stop and text[at] == "#":
            at = stop
    if at == stop:
        if data is not None:
            raise Unclear
        return start, start
    first = text[at]
    if first in _UNSURE:
        raise Unclear
    if first in "{[":
        return at, _end_of_flow(text, at, stop, column)
    if isinstance(data, (dict, list)):
        return _end_of_block_collection(text, at, stop, column, at - text.rfind("\n", 0, at) - 1, data)
    if first in "'\"":
        return at, _end_of_quoted(text, at, stop)
    if first in "|>":
        return at, _end_of_block(text, at, stop, column)
    return at, _end_of_plain(text, at, stop, column)


def _end_of_block_collection(
    text: str, at: int, stop: int, column: int, own_column: int, data: object
) -> tuple[int, int | None]:
    if own_column < column or (text[at] == "-") is not isinstance(data, list):
        raise Unclear
    return at, _trim(text, at, stop, own_column)


def _trim(text: str, start: int, stop: int, column: int, *, has_comments: bool = True) -> int | None:
    """Return where the content of a region ends; `None` where its last line may be a comment, or end in one if it `has_comments`.

    A line with `#` in the column of a collection, or before it, belongs to no value in it.
    """
    if not text[stop - 1].isspace():  # most regions end so: what the loop finds, at once
        line = max(text.rfind("\n", start, stop) + 1, start)
        if text[line] != "#" and text.find(" #", line, stop) < 0 and text.find("\t#", line, stop) < 0:
            return stop
    while True:
        line = max(text.rfind("\n", start, stop) + 1, start)
        bare = text[line:stop].rstrip(" \t\r")
        words = bare.lstrip(" \t")
        if not words or (words[0] == "#" and len(bare) - len(words) <= column):
            if line == start:
                raise Unclear
            stop = line - 1
            continue
        if len(bare.rstrip()) < len(bare):
            raise Unclear
        is_unsure = words[0] == "#" or (has_comments and (" #" in words or "\t#" in words))
        return None if is_unsure else line + len(bare)


def _end_of_flow(text: str, at: int, stop: int, column: int) -> int:
    end = _trim(text, at, stop, column)
    if end is None or text[end - 1] not in "}]":
        end = read_flow(text, at, stop).end
        if not _REST.fullmatch(text, end, stop):
            raise Unclear
    return end


def _end_of_quoted(text: str, at: int, stop: int) -> int:
    found = _QUOTED.match(text, at, stop)
    if found is None or not _REST.fullmatch(text, found.end(), stop):
        raise Unclear
    return found.end()


def _end_of_block(text: str, at: int, stop: int, column: int) -> int:
    """Return the end of a block scalar: of its last line that is not blank."""
    end = _trim(text, at, stop, column, has_comments=False) if _HEADER.match(text, at, stop) else None
    if end is None:
        raise Unclear
    return end


def _end_of_plain(text: str, at: int, stop: int, column: int) -> int:
    """Return the end of an unquoted scalar, which may go on in lines below."""
    line_end = text.find("\n", at, stop)
    line = text[at : stop if line_end < 0 else line_end]
    comment = _COMMENT.search(line)
    words = (line[: comment.start()] if comment else line).rstrip(" \t\r")
    end = at + len(words)
    if words[-1:].isspace():
        raise Unclear
    if line_end < 0 or _REST.fullmatch(text, end, stop):
        return end
    below = _trim(text, at, stop, column)
    if comment or below is None or _COMMENT.search(text, at, below):
        raise Unclear
    return below
