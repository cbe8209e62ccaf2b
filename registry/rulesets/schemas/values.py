"""Values as JavaScript sees them: their types, when they are equal, in which order an object has its keys."""

from collections.abc import Callable, Mapping

_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and value % 1 == 0,
}
MAX_INDEX = 2**32 - 2


def is_of_type(value: object, name: str) -> bool:
    """Whether a value is of a type of JSON Schema; 1.0 is an integer.

    >>> is_of_type(1.0, "integer"), is_of_type(True, "number")
    (True, False)
    """
    test = _TYPES.get(name)
    return test is not None and test(value)


def is_equal(left: object, right: object) -> bool:
    """Whether two values are the same all through; 1 is 1.0, and no truth value is a number."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(is_equal(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(is_equal, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right and not isinstance(left, (Mapping, list))


def keys_of(mapping: Mapping[str, object]) -> list[str]:
    """Return the keys of an object that JavaScript read: whole numbers first (ECMA-262, section 10.1.11).

    >>> keys_of({"b": 1, "10": 1, "a": 1, "2": 1})
    ['2', '10', 'b', 'a']
    """
    names = list(map(str, mapping))
    return [*sorted(filter(_is_index, names), key=int), *(name for name in names if not _is_index(name))]


def _is_index(name: str) -> bool:
    return (
        name.isascii()
        and name.isdigit()
        and (name == "0" or name[0] != "0")
        and len(name) < 11
        and int(name) <= MAX_INDEX
    )


def texts_of(values: object) -> list[str]:
    """Return the texts of a list; nothing when it is none."""
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
