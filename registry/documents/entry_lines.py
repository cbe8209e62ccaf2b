"""Lines of a YAML text that begin an entry of a block collection."""

import re
from functools import lru_cache

from crossdock.registry.documents.spans import Unclear

# Groups of a line: the key of an entry with its quotes, or the dash of an item; what stands behind the colon or dash begins where MARK
# ends; SCALAR is all that stands there when it is plainly one scalar.
KEY, DASH, MARK, SCALAR = "key", "dash", "mark", "scalar"
_KEY = r"""'[^'\n]*'|"[^"\\\n]*"|(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|[-?:](?=\S))[^\n:#\r]*(?:(?::(?=\S)|(?<=\S)\#)[^\n:#\r]*)*(?<!\s)"""
_SCALAR = r"""'[^'\n]*'|"[^"\\\n]*"|[A-Za-z0-9/$^(<+=~._][^\n\r#]*(?<!\s)"""
_BODY = (
    rf"""(?P<mark>(?:(?P<key>{_KEY})[ \t]*:|(?P<dash>-))(?=[ \t\r\n]|\Z))(?:[ \t]+(?P<scalar>{_SCALAR})(?=\n|\Z))?"""
)
_FIRST = re.compile(_BODY)


@lru_cache(maxsize=256)
def line_pattern(column: int) -> re.Pattern[str]:
    """Return the pattern of a line break with the entry in a column behind it; of another thing there it has no groups."""
    return re.compile("\n" + " " * column + rf"(?![ \t\r\n#])(?:{_BODY})?")


def read_lines(text: str, start: int, stop: int, column: int, *, is_mapping: bool) -> list[re.Match[str]]:
    """Return the lines of the entries of the collection that starts here. Raises Unclear where one is none.

    Items in the column of a mapping's keys belong to the value of the key before them.
    """
    first = _FIRST.match(text, start, stop)
    found = [] if first is None else [first, *line_pattern(column).finditer(text, first.end(MARK), stop)]
    wanted, other = (KEY, DASH) if is_mapping else (DASH, KEY)
    lines = [line for line in found if line[wanted] is not None]
    if not lines or any(line[wanted] is None and (not is_mapping or line[other] is None) for line in found):
        raise Unclear
    return lines


@lru_cache(maxsize=4_096)
def name_of(key: str) -> str:
    """Return what a key without escapes says. Raises Unclear when it merges."""
    if key == "<<":
        raise Unclear
    return key[1:-1] if key[0] in "'\"" else key
