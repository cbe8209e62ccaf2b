"""Keeps personal data of a running system out of reports."""

from collections.abc import Iterable

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.validators import Failure
from crossdock.registry.model.location import split_pointer

HIDDEN = "(personal)"
_NAMES_ONLY = ("required", "additionalProperties", "unevaluatedProperties")  # their sentences quote no values


def hide_personal(data: object, pointers: Iterable[str]) -> object:
    """Return data without the values that `classification.personal` names, wherever a path ends like one of the pointers.

    >>> hide_personal({"items": [{"consignee": {"name": "A"}, "name": "B"}]}, ["/consignee/name"])
    {'items': [{'consignee': {'name': '(personal)'}, 'name': 'B'}]}
    """
    ends = [split_pointer(pointer) for pointer in pointers]
    return _hide(data, (), ends) if ends else data


def tell_failure(failure: Failure, data: object, pointers: Iterable[str]) -> str:
    """Return a validator's sentence, or one without the value when the value holds personal data."""
    if failure.keyword in _NAMES_ONLY:
        return failure.message
    try:
        is_shown = find_data(hide_personal(data, pointers), failure.pointer) == find_data(data, failure.pointer)
    except KeyError:  # below something personal
        is_shown = False
    return failure.message if is_shown else f"`{failure.keyword}` is not kept"


def _hide(data: object, path: tuple[str, ...], ends: list[tuple[str, ...]]) -> object:
    if any(end and _ends_with(path, end) for end in ends):
        return HIDDEN
    if isinstance(data, dict):
        return {name: _hide(value, (*path, str(name)), ends) for name, value in data.items()}
    if isinstance(data, list):
        return [_hide(item, (*path, str(index)), ends) for index, item in enumerate(data)]
    return data


def _ends_with(path: tuple[str, ...], end: tuple[str, ...]) -> bool:
    last = path[-len(end) :]
    return len(last) == len(end) and all(step in ("*", part) for part, step in zip(last, end, strict=True))
