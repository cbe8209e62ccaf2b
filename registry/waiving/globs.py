"""Globs of waivers: `*` stands for anything within a step, `**` for anything at all; matched in one pass over the text."""

import re
from dataclasses import dataclass
from functools import cache

LONGEST = 2_000  # characters; a longer glob fits nothing
_RUNS = re.compile(r"(\*+)")
_ANY, _STEP = "\x01", "\x02"  # what stands for wildcards where a glob is held against another


def match(glob: str, text: str) -> bool:
    """Whether a text fits a glob.

    >>> match("erp/*", "erp/order-api@1"), match("/paths/*", "/paths/a/get"), match("/paths/**", "/paths/a/get")
    (True, False, True)
    """
    return _compile(glob).accepts(text)


def includes(glob: str, other: str) -> bool:
    """Whether a glob fits all that another fits; `False` also where that is not certain.

    >>> includes("erp/**", "erp/*"), includes("erp/*", "erp/**"), includes("erp/*", "erp/order-api")
    (True, False, True)
    """
    parts = _RUNS.split(other)
    shown = (part if not part.startswith("*") else _STEP if part == "*" else _ANY for part in parts)
    return _compile(glob).accepts("".join(shown))


@dataclass(frozen=True, slots=True)
class _Glob:
    """A glob as sets of positions, each a bit: where a character is, where a wildcard."""

    length: int
    characters: dict[str, int]
    steps: int
    anything: int

    def accepts(self, text: str) -> bool:
        wild = self.steps | self.anything
        at = self._skip(1, wild)
        for character in text:
            staying = self.anything if character in ("/", _ANY) else wild
            at = self._skip(((at & self.characters.get(character, 0)) << 1) | (at & staying), wild)
            if not at:
                return False
        return bool(at >> self.length & 1)

    def _skip(self, at: int, wild: int) -> int:
        """Add the positions behind wildcards, which may stand for nothing; no two of them are neighbours."""
        return at | ((at & wild) << 1)


@cache
def _compile(glob: str) -> _Glob:
    if len(glob) > LONGEST:
        return _Glob(1, {}, 0, 0)
    characters: dict[str, int] = {}
    steps = anything = position = 0
    for part in _RUNS.split(glob):
        if part.startswith("*"):
            steps |= (part == "*") << position
            anything |= (part != "*") << position
            position += 1
            continue
        for character in part:
            characters[character] = characters.get(character, 0) | 1 << position
            position += 1
    return _Glob(position, characters, steps, anything)
