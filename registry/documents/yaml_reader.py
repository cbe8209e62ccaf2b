"""YAML text to JSON data: at native speed where that is exact, else event by event."""

import re
from collections.abc import Iterable
from math import isfinite
from types import NoneType

from crossdock.registry.documents.fast_yaml import IS_NATIVE, Refusal, parse_yaml
from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import DUPLICATE_KEY, NOT_PORTABLE, TOO_LARGE, Problem
from crossdock.registry.documents.reading import Reading, refuse
from crossdock.registry.documents.text import Lines
from crossdock.registry.documents.yaml_exact import read_exactly

_MERGE = "<<"
_KEYS = frozenset((str, int))
_SCALARS = frozenset((str, int, bool, NoneType))
# Where the native parser reads something else than YAML 1.2 says, or would crash:
_MARKER = re.compile(r"^(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)
_DEEP_BLOCK = re.compile(r"^(?:[ \t]|[-?:](?=\s)){400}", re.MULTILINE)
_LONG_NUMBER = re.compile(r"(?<![0-9a-zA-Z_.])[-+]?0?[xob]?[0-9_]{4000}")
_LONG_HEXADECIMAL = re.compile(r"(?<![0-9a-zA-Z_])[-+]?0[xX][0-9a-fA-F_]{3000}")
_HINT_OF_NUMBER = re.compile(r"[0-9._]_|_[0-9.]|0[bBxXoO][0-9a-fA-F]|\.[nN][aA][nN]")
_FOREIGN_NUMBER = re.compile(
    r"(?:^|[\s\[{,:?!-])(?:[-+]?(?=[0-9._]*_)(?=[_.]*[0-9])[0-9._]+(?:[eE][-+]?[0-9_]+)?|[-+]?0[bBxXoO][0-9a-fA-F_]+|[-+]?\.[nN][aA][nN])"
    r"(?=[\s,\]}:]|$)",
    re.MULTILINE,
)
_UNUSUAL_KEY = re.compile(
    r"(?:^|[\s{\[,?])(?:[-+]?0[0-9]+|\+[0-9]+|-0)[ \t]*:(?=[\s,\]}]|$)|^[ \t-]*\?\s", re.MULTILINE
)
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&[^\s,\[\]{}]+", re.MULTILINE)
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s,\[\]{}]+", re.MULTILINE)


def read_yaml(text: str, limits: Limits) -> Reading:
    """Read a YAML text. Never raises on content."""
    problem = _measure(text, limits)
    if problem is not None:
        return refuse(problem)
    if not IS_NATIVE or _needs_exactness(text):
        return read_exactly(text, limits)
    data = parse_yaml(text, limits)
    if isinstance(data, Refusal):
        return _read_refused(text, data, limits)
    if data is None or not _normalise(data, text, limits):
        return read_exactly(text, limits)
    return Reading(data)


def _measure(text: str, limits: Limits) -> Problem | None:
    """Bound the number of values from above, without parsing."""
    nodes = text.count("\n") + text.count(",") + text.count("[") + text.count("{")
    if nodes > limits.nodes:
        return Problem(TOO_LARGE, f"the document may hold {nodes} values, more than {limits.nodes}")
    return None


def _needs_exactness(text: str) -> bool:
    return (
        _has_markers(text)
        or _DEEP_BLOCK.search(text) is not None
        or _LONG_NUMBER.search(text) is not None
        or _LONG_HEXADECIMAL.search(text) is not None
        or (_HINT_OF_NUMBER.search(text) is not None and _FOREIGN_NUMBER.search(text) is not None)
        or ("&" in text and _ANCHOR.search(text) is not None and _ALIAS.search(text) is not None)
    )


def _has_markers(text: str) -> bool:
    """Whether the text may hold several documents: a marker anywhere but once before all content."""
    found = iter(_MARKER.finditer(text))
    first = next(found, None)
    if first is None:
        return False
    before = text[: first.start()].splitlines()
    is_leading = first[0] == "---" and all(not line.strip() or line[0] in "#%" for line in before)
    return not is_leading or next(found, None) is not None


def _read_refused(text: str, refusal: Refusal, limits: Limits) -> Reading:
    reading = read_exactly(text, limits)
    explained = any(problem.rule is DUPLICATE_KEY for problem in reading.problems)
    if not reading.is_readable or explained:
        return reading
    line, column = refusal.line or 1, refusal.column or 1
    starts = Lines(text).starts
    offset = min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
    warning = Problem(NOT_PORTABLE, f"some YAML parsers refuse this: {refusal.message}", offset)
    return Reading(reading.data, (*reading.problems, warning))


def _normalise(data: object, text: str, limits: Limits) -> bool:
    """Make all keys strings, in place; false when the data needs the exact parser."""
    level, numbered = [data], []
    for _ in range(limits.depth + 1):
        below: list[object] = []
        for node in level:
            if type(node) is dict:
                if _MERGE in node or not _is_plain(node.values(), below):
                    return False
                kinds = set(map(type, node))
                if kinds - _KEYS:
                    return False
                if int in kinds:
                    numbered.append(node)
            elif type(node) is not list or not _is_plain(node, below):
                return type(data) is str
        if not below:
            return not numbered or (_UNUSUAL_KEY.search(text) is None and all(map(_rename_keys, numbered)))
        level = below
    return False


def _is_plain(values: Iterable[object], below: list[object]) -> bool:
    """Whether all values are JSON data; collections among them go to `below`."""
    for value in values:
        kind = type(value)
        if kind is dict or kind is list:
            below.append(value)
        elif kind not in _SCALARS and not (kind is float and isfinite(value)):  # type: ignore[arg-type]  # a float
            return False
    return True


def _rename_keys(node: dict[object, object]) -> bool:
    entries = {str(key): value for key, value in node.items()}
    if len(entries) < len(node):
        return False
    node.clear()
    node.update(entries)
    return True
