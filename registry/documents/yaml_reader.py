"""YAML text to JSON data: at native speed where that is exact, else event by event."""

from collections.abc import Iterable
from math import isfinite
from types import NoneType

from crossdock.registry.documents.fast_yaml import IS_NATIVE, Refusal, parse_yaml
from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import DUPLICATE_KEY, NOT_PORTABLE, Problem
from crossdock.registry.documents.reading import Reading
from crossdock.registry.documents.text import Lines
from crossdock.registry.documents.yaml_exact import read_exactly
from crossdock.registry.documents.yaml_hazards import has_unusual_key, needs_exactness

_MERGE = "<<"
_SCALARS = frozenset((str, int, bool, NoneType))


def read_yaml(text: str, limits: Limits) -> Reading:
    """Read a YAML text. Never raises on content."""
    if not IS_NATIVE or needs_exactness(text):
        return read_exactly(text, limits)
    data = parse_yaml(text, limits)
    if isinstance(data, Refusal):
        return _read_refused(text, data, limits)
    if data is None or not _normalise(data, text, limits):
        return read_exactly(text, limits)
    return Reading(data)


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
    level = [data]
    numbered: list[dict[object, object]] = []
    for _ in range(limits.depth):
        below: list[object] = []
        for node in level:
            values: Iterable[object]
            if type(node) is dict:
                if not _has_plain_keys(node, numbered):
                    return False
                values = node.values()
            elif type(node) is list:
                values = node
            else:
                return type(node) is str  # the whole document is a scalar
            for value in values:
                kind = type(value)
                if kind is dict or kind is list:
                    below.append(value)
                elif kind not in _SCALARS and not (isinstance(value, float) and isfinite(value)):
                    return False
        if not below:
            return not numbered or (not has_unusual_key(text) and all(map(_rename_keys, numbered)))
        level = below
    return False


def _has_plain_keys(node: dict[object, object], numbered: list[dict[object, object]]) -> bool:
    """Whether the keys are strings or integers, and none merges; a mapping with integers goes to `numbered`."""
    has_number = False
    for key in node:
        if type(key) is not str:
            if type(key) is not int:
                return False
            has_number = True
    if has_number:
        numbered.append(node)
    return _MERGE not in node


def _rename_keys(node: dict[object, object]) -> bool:
    entries = {str(key): value for key, value in node.items()}
    if len(entries) < len(node):
        return False
    node.clear()
    node.update(entries)
    return True
