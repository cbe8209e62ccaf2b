"""Reads a plain subset of ECMA-262 regular expressions: literals, classes, groups, alternatives, bounded repetition, anchors.

Look-around, back references, named groups, word boundaries and Unicode properties are outside of it.
Source: ECMA-262, section 22.2.1 (Patterns); JSON Schema 2020-12 core, section 6.4 (interoperable expressions).
"""

from dataclasses import dataclass
from functools import lru_cache

from crossdock.registry.compat.char_sets import CharSet, char_set, complement, of_text

_WORD = char_set([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
_SPACES = ((9, 13), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029))
_SPACE = char_set((*_SPACES, (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)))
_CLASSES = {"d": char_set([(0x30, 0x39)]), "w": _WORD, "s": _SPACE}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_ANY = complement(of_text("\n\r\u2028\u2029"))
_MOST_REPEATS = 2000
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set."""

    chars: CharSet


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    choices: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A node several times; `high` `None` is without end."""

    node: "Node"
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The start or the end of the text."""

    is_start: bool


Node = Chars | Sequence | Choice | Repeat | Anchor


class _Unsupported(Exception):
    """The pattern uses something outside the subset."""


@lru_cache(maxsize=2048)
def read_regex(pattern: str) -> Node | None:
    """Return the tree of a pattern, `None` when it is outside the subset or no pattern at all."""
    try:
        return _Reader(pattern).read() if len(pattern) <= _LONGEST else None
    except (_Unsupported, IndexError, ValueError, RecursionError):
        return None


class _Reader:
    """Recursive descent. Raises _Unsupported outside the subset, IndexError and ValueError where the text is no pattern."""

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0

    def read(self) -> Node:
        node = self.choice()
        if self.at < len(self.text):
            raise _Unsupported
        return node

    def peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]

    def take(self) -> str:
        char = self.text[self.at]
        self.at += 1
        return char

    def choice(self) -> Node:
        choices = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            choices.append(self.sequence())
        return choices[0] if len(choices) == 1 else Choice(tuple(choices))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return Sequence(tuple(parts))

    def atom(self) -> Node:
        char = self.take()
        if char in "^$":
            return Anchor(char == "^")
        if char == "(":
            return self.group()
        if char == "[":
            return Chars(self.char_class())
        if char == "\\":
            return Chars(self.escape())
        if char in "*+?{}]":
            raise _Unsupported
        return Chars(_ANY if char == "." else of_text(char))

    def group(self) -> Node:
        if self.peek() == "?":
            if self.peek(2) != "?:":
                raise _Unsupported
            self.at += 2
        node = self.choice()
        if self.take() != ")":
            raise _Unsupported
        return node

    def escape(self) -> CharSet:
        char = self.take()
        if char in _CLASSES:
            return _CLASSES[char]
        if char.lower() in _CLASSES:
            return complement(_CLASSES[char.lower()])
        if char in _ESCAPES:
            if char == "0" and self.peek().isdigit():
                raise _Unsupported
            return of_text(_ESCAPES[char])
        if char in "xu":
            digits = self.peek(2 if char == "x" else 4)
            self.at += len(digits)
            code = int(digits, 16)
            if len(digits) < (2 if char == "x" else 4) or 0xD800 <= code <= 0xDFFF:
                raise _Unsupported
            return ((code, code),)
        if char.isalnum():
            raise _Unsupported
        return of_text(char)

    def char_class(self) -> CharSet:
        is_negated = self.peek() == "^"
        self.at += is_negated
        ranges: list[tuple[int, int]] = []
        while self.peek() != "]":
            first = self.class_item()
            if self.peek() == "-" and self.peek(2) != "-]":
                self.at += 1
                last = self.class_item()
                if not _is_single(first) or not _is_single(last) or first[0][0] > last[0][0]:
                    raise _Unsupported
                ranges.append((first[0][0], last[0][0]))
            else:
                ranges.extend(first)
        self.at += 1
        chars = char_set(ranges)
        return complement(chars) if is_negated else chars

    def class_item(self) -> CharSet:
        char = self.take()
        if char == "\\":
            return of_text("\b") if self.peek() == "b" and self.take() else self.escape()
        if char == "[" or (char == "&" and self.peek() == "&"):
            raise _Unsupported  # set notation in some engines, plain characters in others
        return of_text(char)

    def repeated(self, node: Node) -> Node:
        char = self.peek()
        bounds: tuple[int, int | None] | None = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(char)
        if char == "{":
            end = self.text.index("}", self.at)
            low, comma, high = self.text[self.at + 1 : end].partition(",")
            bounds = (int(low), int(high) if high else (None if comma else int(low)))
            self.at = end
        if bounds is None:
            return node
        least, most = bounds
        is_wide = least > _MOST_REPEATS or (most is not None and not least <= most <= _MOST_REPEATS)
        if isinstance(node, Anchor) or is_wide:
            raise _Unsupported
        self.at += 1
        if self.peek() == "?":
            self.at += 1
        if self.peek() in ("*", "+", "{", "?"):
            raise _Unsupported
        return Repeat(node, least, most)


def _is_single(chars: CharSet) -> bool:
    return len(chars) == 1 and chars[0][0] == chars[0][1]
