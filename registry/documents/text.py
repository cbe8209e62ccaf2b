"""The text of a file: its characters, and its lines as editors count them."""

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

_BREAK = re.compile("\r\n|\n|\r")
MARK = "\ufeff"


class Lines:
    """Where the lines of a text start; a line ends with a line feed, a carriage return, or both."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        else:  # the same without a step of Python for each line, of which a file may have a million
            lengths = map(len, text.split("\n")[:-1])
            self.starts = [0, *map(add, accumulate(lengths), count(1))]

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
