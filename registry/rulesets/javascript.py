"""What values mean in JavaScript, the language that rulesets are written for: truth, equality, order, text. No code is run."""

import json
import math
import re
from decimal import Decimal

_SAFE = 2**53  # up to here a double holds every integer
_DECIMAL = re.compile(r"[+-]?(?:Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_WITH_BASE = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")


class Undefined:
    """The type of what is absent, which is not null."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = Undefined()


def is_truthy(value: object) -> bool:
    """Whether a value counts as true (ECMA-262, section 7.1.2).

    >>> [is_truthy(value) for value in ("", 0, None, UNDEFINED, [], {}, "0")]
    [False, False, False, False, True, True, True]
    """
    if isinstance(value, (dict, list)):
        return True
    return value is not UNDEFINED and bool(value) and not (isinstance(value, float) and math.isnan(value))


def is_strictly_equal(left: object, right: object) -> bool:
    """Whether `left === right` (section 7.2.15); collections are equal to themselves only."""
    if isinstance(left, (dict, list)) or isinstance(right, (dict, list)):
        return left is right
    if _is_number(left) and _is_number(right):
        return left == right
    return type(left) is type(right) and left == right


def is_loosely_equal(left: object, right: object) -> bool:
    """Whether `left == right` (section 7.2.14).

    >>> is_loosely_equal("200", 200), is_loosely_equal(None, UNDEFINED), is_loosely_equal(None, 0)
    (True, True, False)
    """
    nothing = (left is None or left is UNDEFINED, right is None or right is UNDEFINED)
    if any(nothing):
        return all(nothing)
    if type(left) is type(right) or (_is_number(left) and _is_number(right)):
        return is_strictly_equal(left, right)
    if isinstance(left, (dict, list)) and isinstance(right, (dict, list)):
        return False
    if isinstance(left, (dict, list)):
        return is_loosely_equal(to_text(left), right)
    if isinstance(right, (dict, list)):
        return is_loosely_equal(left, to_text(right))
    return to_number(left) == to_number(right)


def is_less(left: object, right: object, or_equal: bool = False) -> bool:
    """Whether `left < right` (section 7.2.13): two texts by their characters, all else as numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return left <= right if or_equal else left < right
    first, second = to_number(left), to_number(right)
    return first <= second if or_equal else first < second


def to_number(value: object) -> float:
    """Return the number that a value counts as, NaN for none (section 7.1.4)."""
    if isinstance(value, (bool, int, float)):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    if value is None:
        return 0.0
    return _read_number(to_text(value).strip()) if isinstance(value, (str, dict, list)) else math.nan


def _read_number(text: str) -> float:
    """Return the number that a text writes, NaN for none (section 7.1.4.1): nothing is 0, and other bases have a prefix.

    >>> [_read_number(text) for text in ("", "0xC8", "2e2", "-Infinity", "0x", "inf")]
    [0.0, 200.0, 200.0, -inf, nan, nan]
    """
    if not text:
        return 0.0
    if _WITH_BASE.fullmatch(text):
        return to_number(int(text, 0))
    return float(text) if _DECIMAL.fullmatch(text) else math.nan


def to_text(value: object) -> str:
    """Return a value as a text shows it (section 7.1.17).

    >>> to_text(True), to_text(2.0), to_text({}), to_text(["a", 1])
    ('true', '2', '[object Object]', 'a,1')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (int, float)):
        return _number_to_text(value)
    if isinstance(value, list):
        return ",".join("" if each is None else to_text(each) for each in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _number_to_text(value: float) -> str:
    """Return a number as a text shows it (section 6.1.6.1.20): a double, without a point where it is whole.

    >>> [_number_to_text(value) for value in (2**64, 1e-7, 1.5, 1e21)]
    ['18446744073709552000', '1e-7', '1.5', '1e+21']
    """
    if isinstance(value, int) and abs(value) <= _SAFE:
        return str(value)
    try:
        number = float(value)
    except OverflowError:
        return "Infinity" if value > 0 else "-Infinity"
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    digits, _, exponent = f"{Decimal(repr(number)):e}".lower().partition("e")
    if -7 < int(exponent) < 21:
        text = f"{Decimal(repr(number)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{mantissa}e{int(exponent):+d}"


def constructor_name(value: object) -> str:
    """Return the name of what makes values of this kind: `Array`, `Object`, `String`, `Number`, `Boolean`."""
    kinds = ((dict, "Object"), (list, "Array"), (str, "String"), (bool, "Boolean"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "Number")


def print_value(value: object) -> str:
    """Return a value as a finding quotes it: texts in quotes, collections by their kind."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "Object{}"
    return "Array[]" if isinstance(value, list) else to_text(value)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
