"""Equality of JSON data, at C speed where it can be: in Python `1 == True`, in JSON they differ, and `1` equals `1.0`."""

import json

import msgspec


def is_equal(one: object, other: object) -> bool:
    """Whether two JSON values are the same value.

    >>> is_equal({"const": 1}, {"const": True}), is_equal([1], [1.0])
    (False, True)
    """
    if one is other:
        return True
    return one == other and (encode(one) == encode(other) or _is_equal_exactly(one, other))


def encode(data: object) -> bytes:
    """Return JSON text, not normalised: the order of members is that of the data."""
    try:
        return msgspec.json.encode(data)
    except (OverflowError, ValueError, TypeError):  # integers beyond 64 bits, text that is no Unicode
        return json.dumps(data, default=str).encode("utf-8")


def _is_equal_exactly(one: object, other: object) -> bool:
    """Compare data that Python calls equal: only booleans among numbers can still make them differ."""
    pending = [(one, other)]
    while pending:
        left, right = pending.pop()
        if isinstance(left, bool) is not isinstance(right, bool):
            return False
        if isinstance(left, dict) and isinstance(right, dict):
            pending.extend((value, right[key]) for key, value in left.items())
        elif isinstance(left, list) and isinstance(right, list):
            pending.extend(zip(left, right, strict=True))
    return True
