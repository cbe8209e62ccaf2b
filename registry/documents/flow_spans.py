"""Where the entries of a YAML flow collection are, `{a: 1, b: [x]}`, read from its text where it is written plainly."""

import re
from typing import NamedTuple

from crossdock.registry.documents.spans import Spans, Unclear

MAX_LENGTH = 20_000  # characters that are read here
_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<open>[{\[]) | (?P<close>[}\]]) | (?P<comma>,)
      | (?P<quoted>'(?:[^'])*'(?!')|"[^"\\]*")
      | (?P<colon>:(?=[\s,\[\]{}'"]))
      | (?P<plain>(?:[^\s,\[\]{}#&*!|>'"%@`?:-]|-(?=[^\s,\[\]{}:#?]))[^\n\r,\[\]{}:\#?]*
            (?:(?::(?=[^\s,\[\]{}?])|(?<=\S)\#)[^\n\r,\[\]{}:\#?]*)*)
    )""",
    re.VERBOSE,
)
_MAPPING = re.compile(r"(?:n:n,)*(?:n:n)?")
_SEQUENCE = re.compile(r"(?:n,)*n?")
_PAIR = re.compile(
    r"""[{,][ ]*([A-Za-z_$][\w$-]*|'[^']*'|"[^"\\]*")[ ]*:[ ]+([A-Za-z_$][\w.$-]*|-?[0-9.]+|'[^']*'|"[^"\\]*")[ ]*(?=[,}])"""
)
_MARKS = {"comma": ",", "colon": ":"}


class Flow(NamedTuple):
    """A flow collection: the places of its keys (`None`: it has none) and of its values, and its end."""

    keys: list[Spans] | None
    values: list[Spans]
    end: int


def read_flow(text: str, start: int, stop: int) -> Flow:
    """Return what stands in the flow collection that starts here. Raises Unclear where only a parser can tell, as with a comment."""
    stop = min(stop, start + MAX_LENGTH)
    if (found := _read_pairs(text, start, stop)) is not None:
        return found
    nodes: list[Spans] = []
    marks: list[str] = []
    at, depth, opened = start, 0, start
    for token in _TOKEN.finditer(text, start, stop):
        kind = token.lastgroup
        if token.start() != at or kind is None:
            raise Unclear
        at = token.end()
        if kind == "open":
            opened = at - 1 if depth == 1 else opened
            depth += 1
        elif kind == "close":
            depth -= 1
            if not depth:
                return _divide(nodes, "".join(marks), text[start], at)
            if depth == 1:
                nodes.append(Spans(opened, at))
                marks.append("n")
        elif depth == 1 and kind in _MARKS:
            marks.append(_MARKS[kind])
        elif depth == 1:
            nodes.append(Spans(token.start(kind), token.start(kind) + len(token[kind].rstrip(" \t"))))
            marks.append("n")
    raise Unclear


def _read_pairs(text: str, start: int, stop: int) -> Flow | None:
    """Return what stands in a mapping of nothing but names and scalars, as most are; `None` when this is another collection."""
    keys: list[Spans] = []
    values: list[Spans] = []
    at = start
    for pair in _PAIR.finditer(text, start, stop):
        if pair.start() != at:
            return None
        keys.append(Spans(*pair.span(1)))
        values.append(Spans(*pair.span(2)))
        at = pair.end()
    return Flow(keys, values, at + 1) if text[at] == "}" and text[start] == "{" and keys else None


def _divide(nodes: list[Spans], marks: str, opening: str, end: int) -> Flow:
    """Return keys and values by what stands between them."""
    if opening == "{" and _MAPPING.fullmatch(marks):
        return Flow(nodes[::2], nodes[1::2], end)
    if opening == "[" and _SEQUENCE.fullmatch(marks):
        return Flow(None, nodes, end)
    raise Unclear
