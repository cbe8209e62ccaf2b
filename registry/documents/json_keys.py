"""The keys of a JSON text that stand twice in one object, and where nesting passes a bound."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossdock.registry.documents.problems import DUPLICATE_KEY, Problem
from crossdock.registry.model.location import escape_token

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}\[\],]', re.DOTALL)
_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.DOTALL)
MAX_REPORTED = 20  # duplicate keys of one document


@dataclass(slots=True)
class _Open:
    """An open collection: `key` is the entry being filled in an object, `index` in an array."""

    is_array: bool
    keys: set[str] = field(default_factory=set)
    key: str = ""
    index: int = 0

    @property
    def token(self) -> str:
        return str(self.index) if self.is_array else escape_token(self.key)


def find_duplicates(text: str) -> Iterator[Problem]:
    """Yield the second and later ones of equal keys in a text that is JSON, at most 20."""
    stack: list[_Open] = []
    reported = 0
    for match in _TOKEN.finditer(text):
        first = text[match.start()]
        if first == '"':
            if match[1] is not None and _is_second(stack[-1], _read_key(match)):
                yield _make_problem(match, stack)
                reported += 1
                if reported == MAX_REPORTED:
                    return
        elif first == ",":
            stack[-1].index += 1
        elif first in "{[":
            stack.append(_Open(first == "["))
        else:
            stack.pop()


def _read_key(match: re.Match[str]) -> str:
    raw = match.group().rstrip(": \t\r\n")
    return str(json.loads(raw)) if "\\" in raw else raw[1:-1]


def _is_second(mapping: _Open, key: str) -> bool:
    mapping.key = key
    if key in mapping.keys:
        return True
    mapping.keys.add(key)
    return False


def _make_problem(match: re.Match[str], stack: list[_Open]) -> Problem:
    key = stack[-1].key
    pointer = "".join(f"/{collection.token}" for collection in stack)
    message = f"key `{key}` is written twice in the same object; only the last value counts"
    end = match.start() + len(match.group()) - len(match[1])
    return Problem(DUPLICATE_KEY, message, match.start(), end, pointer)


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
