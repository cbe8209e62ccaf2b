"""The keys of a JSON text that stand twice in one object, and where nesting passes a bound."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import DUPLICATE_KEY, Problem
from crossdock.registry.model.location import escape_token

# A string, which may be a key; an opening; a closing; a comma.
_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|([{\[])|([}\]])|,', re.DOTALL)
_STRING, _KEY, _OPENING, _CLOSING = 1, 2, 3, 4
_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An open collection: `key` is the entry being filled in an object, `index` in an array."""

    is_array: bool
    keys: dict[str, int] = field(default_factory=dict)  # where each stands first
    key: str = ""
    index: int = 0

    @property
    def token(self) -> str:
        return str(self.index) if self.is_array else escape_token(self.key)


def find_duplicates(text: str, limits: Limits) -> Iterator[Problem]:
    """Yield the second and later ones of equal keys in a text that is JSON."""
    stack = [_Open(is_array=True)]  # the text itself, so that there is always one
    top = stack[0]
    reported = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastindex
        if kind == _KEY:
            key = top.key = _read_key(match[1])
            if key not in top.keys:
                top.keys[key] = match.start()
            elif reported < limits.problems:
                reported += 1
                yield _make_problem(match, stack[1:])
        elif kind is None:
            top.index += 1
        elif kind == _OPENING:
            top = _Open(match[3] == "[")
            stack.append(top)
        elif kind == _CLOSING:
            stack.pop()
            top = stack[-1]


def _read_key(raw: str) -> str:
    return str(json.loads(f'"{raw}"')) if "\\" in raw else raw


def _make_problem(match: re.Match[str], stack: list[_Open]) -> Problem:
    key = stack[-1].key
    pointer = "".join(f"/{collection.token}" for collection in stack)
    message = f"key `{key}` is written twice in the same object; only the last value counts"
    return Problem(DUPLICATE_KEY, message, match.start(), match.end(1) + 1, pointer, stack[-1].keys[key])


def find_too_deep(text: str, depth: int) -> int | None:
    """Return the offset of the bracket that nests deeper than `depth`, `None` when there is none."""
    level = 0
    for match in _BRACKET.finditer(text):
        first = text[match.start()]
        if first in "{[":
            level += 1
            if level > depth:
                return match.start()
        elif first in "}]":
            level -= 1
    return None
