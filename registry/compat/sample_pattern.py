"""Texts that match a regular expression, for a plain subset: literals, classes, groups, alternatives, bounded repetition.

ECMA-262 look-around, back references and Unicode properties are outside of it: then nothing is yielded, never a wrong guess by intent
(every value is validated before it is shown).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_MOST = 24  # texts of one pattern
_LONGEST = 4096
_CLASSES = {"d": "0123456789", "w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", "s": " \t\n"}
_PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7F))
_PREFERRED = "aA0" + _PRINTABLE
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of a pattern: `chars` for one character of a set, `parts` for a sequence, `choices` for alternatives."""

    chars: str | None = None
    parts: tuple["_Node", ...] = ()
    choices: tuple["_Node", ...] = ()
    low: int = 1
    high: int | None = 1


class _Unsupported(Exception):
    """The pattern uses something outside the subset."""


def sample_pattern(pattern: str, size: int | None = None, longest: int | None = None) -> Iterator[str]:
    """Yield texts that match, the shortest first; with `size`, repetitions are stretched towards that length."""
    try:
        node = _Reader(pattern).read()
    except (_Unsupported, IndexError, ValueError, RecursionError):
        return
    limit = _LONGEST if longest is None else min(longest, _LONGEST)
    for text in islice(_texts(node), _MOST):
        stretched = _stretch(node, text, size) if size is not None and size > len(text) else text
        if len(stretched) <= limit:
            yield stretched


def _texts(node: _Node) -> Iterator[str]:
    """Yield the texts of a node with as few repetitions as it allows, then with one more."""
    for count in dict.fromkeys((node.low, node.low + 1)):
        if node.high is None or count <= node.high:
            yield from islice(_repeated(node, count), _MOST)


def _repeated(node: _Node, count: int) -> Iterator[str]:
    if count == 0:
        yield ""
        return
    if count > _LONGEST:
        return
    for text in _once(node):
        yield text * count


def _once(node: _Node) -> Iterator[str]:
    if node.chars is not None:
        yield from node.chars[:3]
    elif node.choices:
        for choice in node.choices:
            yield from islice(_texts(choice), 3)
    else:
        yield from _sequence(node.parts)


def _sequence(parts: tuple[_Node, ...]) -> Iterator[str]:
    """Yield all parts at their first text, then each part varied alone."""
    first = [next(_texts(part), None) for part in parts]
    if any(text is None for text in first):
        return
    texts = [text for text in first if text is not None]
    yield "".join(texts)
    for index, part in enumerate(parts):
        for other in islice(_texts(part), 1, 4):
            yield "".join((*texts[:index], other, *texts[index + 1 :]))


def _stretch(node: _Node, text: str, size: int) -> str:
    """Return a matching text of `size` characters when one repetition of single characters can take up the rest."""
    parts = node.parts if node.parts and (node.low, node.high) == (1, 1) else (node,)
    first = [next(_texts(part), "") for part in parts]
    for index, part in enumerate(parts):
        missing = size - sum(len(other) for place, other in enumerate(first) if place != index)
        if part.chars and part.low <= missing <= (missing if part.high is None else part.high):
            return "".join((*first[:index], part.chars[0] * missing, *first[index + 1 :]))
    return text


class _Reader:
    """Reads a pattern by recursive descent. Raises _Unsupported outside the subset, IndexError where the text ends early."""

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0

    def read(self) -> _Node:
        node = self.alternatives()
        if self.at < len(self.text):
            raise _Unsupported
        return node

    def alternatives(self) -> _Node:
        choices = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            choices.append(self.sequence())
        return choices[0] if len(choices) == 1 else _Node(choices=tuple(choices))

    def sequence(self) -> _Node:
        parts = []
        while (char := self.peek()) not in ("", "|", ")"):
            if char in "^$":
                self.at += 1
                continue
            parts.append(self.repeated(self.atom()))
        return _Node(parts=tuple(parts))

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def atom(self) -> _Node:
        char = self.text[self.at]
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return _Node(chars=self.char_class())
        if char == "\\":
            return _Node(chars=self.escape())
        if char in "*+?{":
            raise _Unsupported
        return _Node(chars=_PREFERRED if char == "." else char)

    def group(self) -> _Node:
        if self.peek() == "?":
            if self.text[self.at : self.at + 2] != "?:":
                raise _Unsupported
            self.at += 2
        node = self.alternatives()
        if self.peek() != ")":
            raise _Unsupported
        self.at += 1
        return node

    def escape(self) -> str:
        char = self.text[self.at]
        self.at += 1
        if char in _CLASSES:
            return _CLASSES[char]
        if char in "DWS":
            return "".join(c for c in _PREFERRED if c not in _CLASSES[char.lower()])
        if char in _ESCAPES:
            return _ESCAPES[char]
        if char in "xu":
            digits = 2 if char == "x" else 4
            code = int(self.text[self.at : self.at + digits], 16)
            self.at += digits
            return chr(code)
        if char.isalnum():
            raise _Unsupported
        return char

    def char_class(self) -> str:
        is_negated = self.peek() == "^"
        self.at += is_negated
        found: list[str] = []
        while self.text[self.at] != "]":
            chars = self.class_item()
            if len(chars) == 1 and self.peek() == "-" and self.text[self.at + 1] != "]":
                self.at += 1
                last = self.class_item()
                chars = "".join(chr(code) for code in range(ord(chars), min(ord(last), ord(chars) + 255) + 1))
            found.append(chars)
        self.at += 1
        chars = "".join(dict.fromkeys("".join(found)))
        result = "".join(c for c in _PREFERRED if c not in chars) if is_negated else chars
        if not result:
            raise _Unsupported
        return result

    def class_item(self) -> str:
        char = self.text[self.at]
        self.at += 1
        return self.escape() if char == "\\" else char

    def repeated(self, node: _Node) -> _Node:
        char = self.peek()
        bounds: tuple[int, int | None] | None = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(char)
        if char == "{":
            end = self.text.index("}", self.at)
            low, comma, high = self.text[self.at + 1 : end].partition(",")
            bounds = (int(low), int(high) if high else (None if comma else int(low)))
            self.at = end
        if bounds is None:
            return node
        self.at += 1
        if self.peek() == "?":
            self.at += 1
        return (
            _Node(parts=(node,), low=bounds[0], high=bounds[1])
            if node.chars is None
            else _Node(chars=node.chars, low=bounds[0], high=bounds[1])
        )
