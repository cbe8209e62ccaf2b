"""What an unquoted YAML scalar means: the core schema of YAML 1.2.2, section 10.3.2. `off`, dates and `1_000` are strings."""

import math
import re

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_MAY_BE_NUMBER = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset((".nan", ".NaN", ".NAN"))
MAX_DIGITS = 4300  # Python refuses to write longer integers; so do many JSON readers
Scalar = str | int | float | bool | None


def read_plain(text: str) -> Scalar:
    """Return the value of an unquoted scalar.

    Raises ValueError when it is a number that JSON cannot express: infinite, not a number, or of more than 4,300 digits.

    >>> [read_plain(text) for text in ("off", "010", "0x1F", "1_000", "2020-01-01", "~", "1e3")]
    ['off', 10, 31, '1_000', '2020-01-01', None, 1000.0]
    """
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return _read_number(text) if text[0] in _MAY_BE_NUMBER else text


def _read_number(text: str) -> Scalar:
    if _INTEGER.fullmatch(text):
        return _read_integer(text, 10)
    if _FLOAT.fullmatch(text):
        return _finite(float(text), text)
    if _OCTAL.fullmatch(text):
        return _read_integer(text[2:], 8)
    if _HEXADECIMAL.fullmatch(text):
        return _read_integer(text[2:], 16)
    if text in _NOT_A_NUMBER or _INFINITE.fullmatch(text):
        raise ValueError(f"`{text}` is no number in JSON")
    return text


def _read_integer(digits: str, base: int) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"an integer of {len(digits)} digits is more than JSON readers take")
    return int(digits, base)


def _finite(value: float, text: str) -> float:
    if math.isinf(value):
        raise ValueError(f"`{text}` is too large for a number")
    return value
