"""Rewrites a regular expression of ECMAScript, without its `u` flag, for an engine with the stricter syntax of Rust.

ECMA-262, annex B.1.2: without `u`, braces that are no quantifier, unknown escapes and loose hyphens in classes stand for themselves.
"""

import re
from collections.abc import Iterator

_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")
_SETS = {  # of ASCII only, as ECMAScript has it; the others are their complements
    "d": "0-9",
    "w": "A-Za-z0-9_",
    "D": "\\x00-/:-\U0010ffff",
    "W": "\\x00-/:-@\\[-\\^`{-\U0010ffff",
}
_KEPT = frozenset("sSbBnrtfv")
_HEX = {"x": re.compile(r"[0-9A-Fa-f]{2}"), "u": re.compile(r"[0-9A-Fa-f]{4}")}
_LINE_ENDS = "\n\r\u2028\u2029"
_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~/ \t\n\r\f\v")


def translate(body: str, is_dot_all: bool = False) -> str:
    r"""Return the expression as the engine reads it.

    >>> print(translate("^(/[a-z0-9-.]+|{[a-z]+})+$"))
    ^(/[a-z0-9\-\.]+|\{[a-z]+\})+$
    """
    return "".join(_Reader(body, is_dot_all).read())


class _Reader:
    def __init__(self, body: str, is_dot_all: bool) -> None:
        self.body = body
        self.at = 0
        self.is_dot_all = is_dot_all

    def read(self) -> Iterator[str]:
        while self.at < len(self.body):
            char = self.body[self.at]
            if char == "\\":
                yield self._escape(False)
                continue
            quantifier = _QUANTIFIER.match(self.body, self.at) if char == "{" and self.at else None
            if char == "[":
                yield self._class()
                continue
            self.at += len(quantifier[0]) if quantifier else 1
            if quantifier:
                yield quantifier[0]
            elif char in "{}]":
                yield f"\\{char}"
            elif char == "." and not self.is_dot_all:
                yield f"[^{_LINE_ENDS}]"
            else:
                yield char

    def _escape(self, is_class: bool) -> str:
        """Read an escape, and say it again as a class member or by itself."""
        char = self.body[self.at + 1 : self.at + 2]
        self.at += 2
        if char in _SETS:
            return _SETS[char] if is_class else f"[{_SETS[char]}]"
        if is_class and char == "b":
            return "\\x08"
        if char in _KEPT and not (is_class and char == "B"):
            return f"\\{char}"
        if char in _HEX and (found := _HEX[char].match(self.body, self.at)):
            self.at += len(found[0])
            return _literal(chr(int(found[0], 16)))
        if char == "c" and self.body[self.at : self.at + 1].isalpha():
            self.at += 1
            return f"\\x{ord(self.body[self.at - 1]) % 32:02x}"
        if char == "0":
            return "\\x00"
        if not is_class and (char.isdigit() or (char == "k" and self.body[self.at : self.at + 1] == "<")):
            return f"\\{char}"
        return _literal(char or "\\")

    def _class(self) -> str:
        """Read a class of characters."""
        is_negated = self.body[self.at + 1 : self.at + 2] == "^"
        self.at += 2 if is_negated else 1
        parts: list[tuple[str, bool]] = []  # how each member is written, and whether it is a single character
        while self.at < len(self.body) and self.body[self.at] != "]":
            parts.append(self._member())
        self.at += 1
        if not parts:
            return "[\\s\\S]" if is_negated else "[^\\s\\S]"
        return f"[{'^' if is_negated else ''}{''.join(_join(parts))}]"

    def _member(self) -> tuple[str, bool]:
        char = self.body[self.at]
        if char == "\\":
            is_single = self.body[self.at + 1 : self.at + 2] not in tuple("dDwWsS")
            return self._escape(True), is_single
        self.at += 1
        return (char if char == "-" else _literal(char)), True


def _join(parts: list[tuple[str, bool]]) -> Iterator[str]:
    """Yield members and ranges: a hyphen makes a range where a single character stands on both sides, else it stands for itself."""
    at = 0
    while at < len(parts):
        text, is_single = parts[at]
        if is_single and at + 2 < len(parts) and parts[at + 1][0] == "-" and parts[at + 2][1]:
            yield f"{_hyphen(text)}-{_hyphen(parts[at + 2][0])}"
            at += 3
        else:
            yield _hyphen(text)
            at += 1


def _hyphen(text: str) -> str:
    return "\\-" if text == "-" else text


def _literal(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL and char.isprintable() and char not in " /" else char
