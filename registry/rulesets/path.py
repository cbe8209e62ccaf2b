"""JSONPath as rulesets write it, read into steps. What is not covered is refused by name, never passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from crossdock.registry.rulesets.filter_term import Filter
from crossdock.registry.rulesets.filters import BadFilter, compile_filter


class Move(Enum):
    """How a step leaves a node."""

    NAMES = "names"
    ALL = "all"
    DESCEND = "descend"
    FILTER = "filter"
    SLICE = "slice"
    PARENT = "parent"
    KEY = "key"


_MEMBERS = (Move.NAMES, Move.ALL, Move.FILTER, Move.SLICE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `names` for a child or a union, `bounds` (start, stop and step) for a slice, `test` for a filter."""

    move: Move
    names: tuple[str, ...] = ()
    bounds: tuple[int | None, int | None, int | None] = (None, None, None)
    test: Filter | None = None


class Unsupported(Exception):
    """A path that this dialect does not cover; the message says what of it."""


MAX_STEPS = 50
_LOOSE_END = re.compile(r"(?<!\.)\.$|(?<=~)\)+$")  # what real rulesets end with, and tools for the format pass over
_MARK = re.compile(r"\.?(?P<kind>@[a-z]+\(\))|\.{2,3}(?![*.])|\.\.(?=\*)|~|\^|\.?\*|\.?(?P<name>[^.\[\]~^*'\s()?]+)")
_SPACE = re.compile(r"""(?:[^\s'"]|'[^']*'|"[^"]*")*\s""")  # outside of quotes
_SLICE = re.compile(r"(-?\d*):(-?\d*)(?::(\d*))?")
_FROM_END = re.compile(r"\(\s*@\.length\s*-\s*(\d+)\s*\)")
_MEMBER = re.compile(r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,\[\]*]+?))(?:,|$)""")
_OPEN = {"[": "]", "(": ")"}


def read_path(text: str) -> tuple[Step, ...]:
    """Read a path. Raises Unsupported when it is none, or says what is not covered.

    >>> [step.move.value for step in read_path("$.paths[*][get,put]~")]
    ['names', 'all', 'names', 'key']
    """
    if not text.startswith("$") or (len(text) > 1 and text[1] not in ".[~^"):
        raise Unsupported(f"`{text}` does not start with `$`")
    steps = tuple(_read_steps(text))
    if len(steps) > MAX_STEPS:
        raise Unsupported(f"more than {MAX_STEPS} steps")
    if any(step.move is Move.KEY for step in steps[:-1]):
        raise Unsupported(f"`~` before the end of `{text}`")
    return _at_any_depth(steps)


def _at_any_depth(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Read `..*` before a further member as `..`, which is how Spectral reads it where a path descends once: `$..*.a` finds `$.a`, too."""
    descents = [index for index, step in enumerate(steps) if step.move is Move.DESCEND]
    at = descents[0] + 1 if len(descents) == 1 else len(steps)
    moves = [step.move for step in steps]
    is_passed = moves[at : at + 1] == [Move.ALL] and moves[at + 1 : at + 2] and moves[at + 1] in _MEMBERS
    return (*steps[:at], *steps[at + 1 :]) if is_passed and Move.PARENT not in moves[:at] else steps


def _read_steps(text: str) -> Iterator[Step]:
    position, end_of_text = 1, len(_LOOSE_END.sub("", text))
    while position < end_of_text:
        start = position
        if text.startswith(".[", position):  # tools for the format read `.[` as `..[`
            yield Step(Move.DESCEND)
            start = position + 1
        if text[start] == "[":
            end = _find_end(text, start)
            yield _read_bracket(text[start + 1 : end - 1], text)
        elif text.startswith("..?(", start):  # a filter without its brackets
            end = _find_end(text, start + 3)
            yield Step(Move.DESCEND)
            yield read_filter(text[start + 3 : end])
        else:
            found = _MARK.match(text, start)
            if found is None or (found[0][0] not in ".~^@" and text[start - 1] != "."):
                raise Unsupported(f"`{text[start:]}` of `{text}`")
            end = found.end()
            yield _read_mark(found)
        position = end


def _read_mark(found: re.Match[str]) -> Step:
    if found["kind"] is not None:
        return read_filter(found["kind"])
    if found["name"] is not None:
        return Step(Move.NAMES, tuple(found["name"].split(",")))
    if found[0].startswith(".."):
        return Step(Move.DESCEND)
    return Step({"~": Move.KEY, "^": Move.PARENT}.get(found[0], Move.ALL))


def _find_end(text: str, start: int) -> int:
    """Return the index behind the bracket that closes the one at `start`; brackets in quotes and expressions do not count."""
    waiting: list[str] = []
    index, is_filter = start, text.startswith("[?", start)
    while index < len(text):
        char = text[index]
        if char in "'\"" or (char == "/" and is_filter and text[index - 1] == "("):
            index = _find_close(text, index)
        elif char in _OPEN:
            waiting.append(_OPEN[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
        index += 1
        if not waiting:
            return index
    raise Unsupported(f"a bracket of `{text}` is not closed")


def _find_close(text: str, start: int) -> int:
    """Return the index of the quote or slash that closes the one at `start`."""
    index = start + 1
    while index < len(text) and text[index] != text[start]:
        index += 2 if text[index] == "\\" else 1
    return index


def _read_bracket(inside: str, text: str) -> Step:
    body = inside
    if body == "*":
        return Step(Move.ALL)
    if body.startswith("?(") and body.endswith(")"):
        return read_filter(body[1:])
    if body.startswith("?") or (_SPACE.match(body) and not body.startswith("(")):
        raise Unsupported(f"`[{body}]` of `{text}`")
    part = read_slice(body)
    if part is not None:
        return part
    from_end = _FROM_END.fullmatch(body)
    if from_end:
        at = -int(from_end[1])
        return Step(Move.SLICE, bounds=(at, at + 1 or None, None))
    return Step(Move.NAMES, tuple(_read_names(body, text)))


def read_slice(text: str) -> Step | None:
    """Return what `1:3` means, `None` when a text is no slice."""
    bounds = _SLICE.fullmatch(text)
    if bounds is None:
        return None
    low, high, step = (int(part) if part not in (None, "", "-") else None for part in bounds.groups())
    return Step(Move.SLICE, bounds=(low, high, step or None))


def read_filter(body: str) -> Step:
    """Return what `(@.in == 'query')` means. Raises Unsupported."""
    inside = body[1:-1] if body.startswith("(") and body.endswith(")") and _find_end(body, 0) == len(body) else body
    try:
        return Step(Move.FILTER, test=compile_filter(inside))
    except BadFilter as error:
        raise Unsupported(str(error)) from None


def _read_names(body: str, text: str) -> Iterator[str]:
    position = 0
    while position < len(body):
        found = _MEMBER.match(body, position)
        if found is None or (found[3] or "").startswith("("):
            raise Unsupported(f"`[{body}]` of `{text}`")
        yield next(re.sub(r"\\(.)", r"\1", group) for group in found.groups() if group is not None)
        position = found.end()
    if not body:
        raise Unsupported(f"`[]` of `{text}`")
