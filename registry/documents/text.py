"""The text of a file: its characters, and its lines as editors count them."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_LARGE = 1 << 16  # characters
_BREAK = re.compile("\r\n|\n|\r")
MARK = "\ufeff"


class Lines:
    """Where the lines of a text start; a line ends with a line feed, a carriage return, or both."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def starts(self) -> list[int]:
        """The offset of the first character of each line."""
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]

    def locate(self, offset: int) -> tuple[int, int]:
        r"""Return the 1-based line and column of a character.

        >>> Lines("a: 1\r\nb: 2").locate(9)
        (2, 4)
        """
        if len(self._text) < _LARGE or "\r" in self._text:
            line = bisect_right(self.starts, offset)
            return line, offset - self.starts[line - 1] + 1
        block = min(offset, len(self._text)) // _LARGE
        line = self._breaks[block] + self._text.count("\n", block * _LARGE, offset) + 1
        return line, offset - self._text.rfind("\n", 0, offset)

    @cached_property
    def _breaks(self) -> list[int]:
        """How many line feeds stand before each block: a large text is counted natively, no line of it is listed."""
        blocks = range(0, len(self._text) + 1, _LARGE)
        return [0, *accumulate(self._text.count("\n", start, start + _LARGE) for start in blocks)]


def decode_any(content: bytes) -> str:
    """Return the text of bytes, each one that is not UTF-8 replaced."""
    return content.decode("utf-8", "replace").removeprefix(MARK)
