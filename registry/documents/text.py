"""The text of a file: its characters, and its lines as editors count them."""

import re
from bisect import bisect_right

_BREAK = re.compile("\r\n|\n|\r")
MARK = "\ufeff"


class Lines:
    """Where the lines of a text start; a line ends with a line feed, a carriage return, or both."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def locate(self, offset: int) -> tuple[int, int]:
        r"""Return the 1-based line and column of a character.

        >>> Lines("a: 1\r\nb: 2").locate(9)
        (2, 4)
        """
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def decode_any(content: bytes) -> str:
    """Return the text of bytes, each one that is not UTF-8 replaced."""
    return content.decode("utf-8", "replace").removeprefix(MARK)
