r"""Paths that are none by the grammar: divided at their marks, and whatever stands between two of them is a name.

So does JSONPath Plus 10, which tools for the format ask about paths that their own grammar refuses. Nothing is refused but
filters and scripts that are not covered.
"""

import re
from collections.abc import Iterator

from crossdock.registry.rulesets.path import MAX_STEPS, Move, Step, Unsupported, read_filter, read_path, read_slice

_EXPRESSION = re.compile(r"[\['](\??\(.*?\))[\]'](?!.\])")
_QUOTED = re.compile(r"\[(['\"])([^'\]]*)['\"]\]")
_BORDER = re.compile(r"['\"]?\.['\"]?(?![^\[]*\])|\[['\"]?")
_PARENTS = re.compile(r";?(\^+);?")
_DESCENT = re.compile(r";;;?")
_CLOSE = re.compile(r";\Z|'?\]|'\Z")
_NESTED = re.compile(r"[\[']\??\(")
_KEPT = re.compile(r"\ue000(\d+)")  # an expression that was taken out
_HIDDEN = {".": "\ue001", "~": "\ue002"}  # marks in quotes, which divide nothing
_MOVES = {"*": Move.ALL, "..": Move.DESCEND, "^": Move.PARENT, "~": Move.KEY}


def read_any_path(text: str) -> tuple[Step, ...]:
    """Read a path, by the grammar or else by its marks. Raises Unsupported, which says what the grammar has against it.

    >>> [step.move.value for step in read_any_path("$.[?(@.in == 'query')]].~")]
    ['descend', 'filter', 'descend', 'key']
    """
    try:
        return read_path(text)
    except Unsupported as error:
        if not text.startswith("$"):
            raise
        try:
            steps = tuple(_read_parts(text))
        except Unsupported:
            raise error from None
        if len(steps) > MAX_STEPS:
            raise error
        return steps


def _read_parts(text: str) -> Iterator[Step]:
    expressions: list[str] = []
    for part in _divide(text, expressions):
        kept = _KEPT.search(part)
        step = _read_part(expressions[int(kept[1])] if kept else part)
        if step is not None:
            yield step
            if step.move is Move.KEY:  # nothing lies behind a key
                return


def _divide(text: str, expressions: list[str]) -> list[str]:
    """Return the parts of a path; expressions are put into the list, and their number stands in their place."""

    def take(found: re.Match[str]) -> str:
        expressions.append(found[1])
        return f"[\ue000{len(expressions) - 1}]"

    text = _QUOTED.sub(_hide, _EXPRESSION.sub(take, text)).replace("~", ";~;")
    text = _show(_BORDER.sub(";", text))
    text = _PARENTS.sub(lambda found: f";{';'.join(found[1])};", text)
    text = _DESCENT.sub(";..;", text)
    parts = _CLOSE.sub("", text).split(";")
    return parts[1:] if parts[0] == "$" else parts


def _hide(found: re.Match[str]) -> str:
    name = found[2]
    for mark, stand_in in _HIDDEN.items():
        name = name.replace(mark, stand_in)
    return f"['{name}']"


def _show(text: str) -> str:
    for mark, stand_in in _HIDDEN.items():
        text = text.replace(stand_in, mark)
    return text


def _read_part(part: str) -> Step | None:
    """Return the step that a part is, `None` for the document itself."""
    if part == "$":
        return None
    if part in _MOVES:
        return Step(_MOVES[part])
    bounds = read_slice(part)
    if bounds is not None:
        return bounds
    if part.startswith("?("):
        if _NESTED.search(part, 2):
            raise Unsupported(f"a filter in the filter `{part}`")
        return read_filter(part[1:])
    if part.startswith(("(", "@", "`")):
        raise Unsupported(f"`{part}`")
    return Step(Move.NAMES, tuple(part.split(",")))
