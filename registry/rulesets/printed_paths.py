"""Paths of values as findings write them: with dots for people, as the fragment of an address for machines."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

_KEPT = "-_.!~*'()"  # what encodeURIComponent keeps (ECMA-262, section 19.2.6.5)
_NUMBER = re.compile(
    r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[+-]?Infinity"
)


@lru_cache(maxsize=4_096)
def print_path(path: tuple[str, ...]) -> str:
    """Return a path as people read it.

    >>> print_path(("paths", "/a", "get", "responses", "200", "with space"))
    "paths./a.get.responses[200]['with space']"
    """
    text = ""
    for name in path:
        if not name or re.search(r"\s", name):
            text += f"['{name}']"
        elif _NUMBER.fullmatch(name):
            text += f"[{name}]"
        else:
            text += f".{name}" if text else name
    return text


def print_pointer(path: Sequence[str]) -> str:
    """Return a path as the fragment of an address, `#` for the document.

    >>> print_pointer(("paths", "/a/{b}", "$ref"))
    '#/paths/~1a~1%7Bb%7D/%24ref'
    """
    return "#" + "".join("/" + quote(name.replace("~", "~0").replace("/", "~1"), safe=_KEPT) for name in path)
