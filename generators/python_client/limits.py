"""The limits of a value as the generated models check them before sending."""

import math
import re
from collections.abc import Mapping
from typing import TypeGuard

from crossdock.generators.python_client.literals import literal, quote

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ALLOWED_ESCAPES = frozenset("dDwWsStnr")
_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_"}
_LARGE_REPEAT = re.compile(r"\{(?:\d{4,}|\d*,\d{4,})")
_ODD_CLASS = re.compile(r"\[\^?(?:\]|[^\]\\]*(?:\[|&&|--|~~))")
_ODD_BRACE = re.compile(r"(?<!\\)\{(?!\d+(?:,\d*)?\})")


def text_limits(limits: Mapping[str, object]) -> list[str]:
    """Return the arguments for a string."""
    pattern = limits.get("pattern")
    shared = to_linear_pattern(pattern) if isinstance(pattern, str) else None
    found = _sizes(limits, "minLength", "maxLength")
    return [*found, *([f"pattern={quote(shared)}"] if shared is not None else [])]


def list_limits(limits: Mapping[str, object]) -> list[str]:
    """Return the arguments for a list."""
    return _sizes(limits, "minItems", "maxItems")


def number_limits(limits: Mapping[str, object], *, is_integer: bool) -> list[str]:
    """Return the arguments for a number; multiples are checked for integers only, where they are exact."""
    found = []
    for name, argument, strict in (("minimum", "ge", "gt"), ("maximum", "le", "lt")):
        bound, beyond = limits.get(name), limits.get("exclusive" + name.capitalize())
        if _is_number(beyond):
            found.append(f"{strict}={literal(beyond)}")
        if _is_number(bound):
            found.append(f"{strict if beyond is True else argument}={literal(bound)}")
    step = limits.get("multipleOf")
    if is_integer and isinstance(step, int) and not isinstance(step, bool) and step > 0:
        found.append(f"multiple_of={step}")
    return list(dict.fromkeys(found))


def _sizes(limits: Mapping[str, object], least: str, most: str) -> list[str]:
    found = []
    for name, argument in ((least, "min_length"), (most, "max_length")):
        size = limits.get(name)
        if _is_number(size) and size >= 0 and size == int(size) and (name == most or size):
            found.append(f"{argument}={int(size)}")
    return found


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def to_linear_pattern(pattern: str) -> str | None:
    r"""Return a pattern with the same meaning for an engine without backtracking, `None` when it may have none.

    Source: ECMA-262 section 22.2 against the syntax of the `regex` crate: classes are ASCII there only when written out.

    >>> to_linear_pattern(r"^\d{3}-\w+$"), to_linear_pattern(r"(?=x)"), to_linear_pattern(r"(a)\1")
    ('^[0-9]{3}-[A-Za-z0-9_]+$', None, None)
    """
    escapes = set(_ESCAPE.findall(pattern))
    is_odd = any(
        (mark.isalnum() and mark not in _ALLOWED_ESCAPES) or mark in "<>" or ord(mark) > 126 for mark in escapes
    )
    if is_odd or re.search(r"\(\?(?!:)", pattern) or _LARGE_REPEAT.search(pattern) or _ODD_CLASS.search(pattern):
        return None
    if _ODD_BRACE.search(pattern) or not pattern.isprintable():
        return None
    rewritten = _write_out_classes(pattern)
    try:
        re.compile(rewritten or "")
    except (re.error, RecursionError, OverflowError):
        return None
    return rewritten


def _write_out_classes(pattern: str) -> str | None:
    written, i, is_inside = [], 0, False
    while i < len(pattern):
        letter = pattern[i]
        if letter == "\\":
            mark = pattern[i + 1 : i + 2]
            if mark in _CLASSES:
                written.append(_CLASSES[mark] if is_inside else f"[{_CLASSES[mark]}]")
            elif mark in ("D", "W"):
                if is_inside:
                    return None
                written.append(f"[^{_CLASSES[mark.lower()]}]")
            else:
                written.append(letter + mark)
            i += 2
            continue
        is_inside = letter == "[" or (is_inside and letter != "]")
        written.append(letter)
        i += 1
    return "".join(written)
