"""JSON text to data at native speed, with the duplicate keys that the native parser does not see."""

import json
import math
import re
from dataclasses import replace
from typing import cast

import msgspec

from crossdock.registry.documents.core_schema import MAX_DIGITS
from crossdock.registry.documents.json_keys import find_duplicates, find_too_deep
from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import NOT_JSON, NOT_JSON_VALUE, TOO_DEEP, UNREADABLE, Problem
from crossdock.registry.documents.reading import Reading, refuse

_HALF_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_LONG_INTEGER = re.compile(rf"(?<![0-9.eE+-])-?[0-9]{{{MAX_DIGITS + 1}}}")
_EXPONENT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[eE]\+?[0-9]+")


def read_json(content: bytes, limits: Limits) -> Reading:
    """Read a JSON text. Raises UnicodeDecodeError when it is not UTF-8, and nothing else."""
    try:
        data = msgspec.json.decode(content)
    except RecursionError:
        return refuse(_too_deep(content.decode(), limits))
    except (msgspec.DecodeError, ValueError) as error:
        text = content.decode()
        return _read_leniently(text, _explain(text, str(error), limits), limits)
    if not _is_within(data, limits.depth):
        return refuse(_too_deep(content.decode(), limits))
    return Reading(
        data, tuple(find_duplicates(content.decode(), limits)) if _may_have_duplicates(content, data) else ()
    )


def _read_leniently(text: str, problem: Problem, limits: Limits) -> Reading:
    """Read a text that is nearly JSON as YAML, which allows a comma too many and line breaks in strings."""
    from crossdock.registry.documents.yaml_exact import read_exactly

    if problem.rule is not UNREADABLE:
        return refuse(problem)
    reading = read_exactly(text, limits)
    if not reading.is_readable or not isinstance(reading.data, dict | list):
        return refuse(problem)
    return Reading(reading.data, (replace(problem, rule=NOT_JSON), *reading.problems))


def _is_within(data: object, depth: int) -> bool:
    level: list[object] = [data] if isinstance(data, dict | list) else []
    for _ in range(depth):
        below: list[object] = []
        for node in level:
            for value in node.values() if isinstance(node, dict) else cast(list[object], node):
                kind = type(value)
                if kind is dict or kind is list:
                    below.append(value)
        if not below:
            return True
        level = below
    return False


def _may_have_duplicates(content: bytes, data: object) -> bool:
    """Whether the text may have more keys than the data.

    Each key has a colon; data that lost one has fewer colons than its text when it is written again. Escaped colons would hide that.
    """
    colons = msgspec.json.encode(data).count(b":")
    return content.count(b":") != colons or b"\\u003a" in content or b"\\u003A" in content


def _explain(text: str, reason: str, limits: Limits) -> Problem:
    """Say why the native parser refused a text, with the place."""
    if not text or text.isspace():
        return Problem(UNREADABLE, "the file is empty")
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        comma = _find_trailing_comma(text, error.pos)
        if comma is not None:
            return Problem(UNREADABLE, "the file is not JSON: a comma too many", comma)
        message = error.msg.removesuffix(" at").removesuffix(" starting")
        return Problem(UNREADABLE, f"the file is not JSON: {message[:1].lower()}{message[1:]}", error.pos)
    except RecursionError:
        return _too_deep(text, limits)
    except _Constant as error:
        at = re.search(rf"(?<![\w\"]){re.escape(str(error))}", text)
        return Problem(UNREADABLE, f"the file is not JSON: `{error}` is no value", at.start() if at else 0)
    except ValueError:  # an integer of too many digits
        pass
    return _find_lost_value(text) or Problem(UNREADABLE, f"the file is not JSON: {reason}")


def _find_trailing_comma(text: str, position: int) -> int | None:
    """Return the offset of a comma before a closing bracket at or around a position, which Pythons tell differently."""
    before = text[:position].rstrip()
    start = len(before) - 1 if text[position : position + 1] in ("]", "}") and before.endswith(",") else position
    rest = text[start : start + 1000]
    return start if rest.startswith(",") and rest[1:].lstrip()[:1] in ("]", "}") else None


class _Constant(ValueError):
    """`NaN`, `Infinity` or `-Infinity`, which the standard library takes for JSON."""


def _refuse_constant(name: str) -> object:
    raise _Constant(name)


def _find_lost_value(text: str) -> Problem | None:
    """Find what is JSON by its grammar and still no value that readers agree on."""
    half = _HALF_CHARACTER.search(text)
    if half:
        message = f"`{half.group()}` is half of a character"
        return Problem(NOT_JSON_VALUE, message, half.start(), half.end())
    long = _LONG_INTEGER.search(text)
    if long:
        return Problem(NOT_JSON_VALUE, f"an integer of more than {MAX_DIGITS} digits", long.start())
    for number in _EXPONENT.finditer(text):
        if math.isinf(float(number.group())):
            message = f"`{number.group()[:40]}` is too large for a number"
            return Problem(NOT_JSON_VALUE, message, number.start(), number.end())
    return None


def _too_deep(text: str, limits: Limits) -> Problem:
    message = f"the document nests deeper than {limits.depth} levels"
    return Problem(TOO_DEEP, message, find_too_deep(text, limits.depth) or 0)
