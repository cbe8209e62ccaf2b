"""A change of a document's data, by pointer."""

from dataclasses import dataclass

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.location import split_pointer


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Gives an entry of a mapping another name."""

    pointer: str
    name: str


@dataclass(frozen=True, slots=True)
class SetScalar:
    """Gives a text, a number, a boolean another value."""

    pointer: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes out an entry of a mapping or of a list."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Arrange:
    """Puts the items of a list in another order: `order` are their indexes."""

    pointer: str
    order: tuple[int, ...]


Change = RenameKey | SetScalar | Remove | Arrange


def change_data(data: object, change: Change) -> object:
    """Return data with a change made. Raises KeyError when nothing is there, or another entry has the name already.

    >>> change_data({"tags": ["b", "a"]}, Arrange("/tags", (1, 0)))
    {'tags': ['a', 'b']}
    """
    changed = _copy(data)
    if isinstance(change, Arrange):
        items = find_data(changed, change.pointer)
        if not isinstance(items, list):
            raise KeyError(change.pointer)
        items[:] = [items[index] for index in change.order]
        return changed
    *above, last = split_pointer(change.pointer)
    holder = _find(changed, above)
    if isinstance(holder, dict) and last in holder:
        return _change_mapping(changed, holder, last, change)
    if isinstance(holder, list) and not isinstance(change, RenameKey) and last.isdigit() and int(last) < len(holder):
        if isinstance(change, Remove):
            del holder[int(last)]
        else:
            holder[int(last)] = change.value
        return changed
    raise KeyError(change.pointer)


def _copy(data: object) -> object:
    """Copy data so that no part of it is there twice, as aliases leave it: a change at one place is none at another."""
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _find(data: object, tokens: list[str]) -> object:
    for token in tokens:
        data = data[int(token)] if isinstance(data, list) else data[token]  # type: ignore[index]  # KeyError is the answer
    return data


def _change_mapping(changed: object, holder: dict[str, object], last: str, change: Change) -> object:
    if isinstance(change, RenameKey):
        if change.name in holder:
            raise KeyError(change.name)
        holder[change.name] = holder.pop(last)
    elif isinstance(change, Remove):
        del holder[last]
    elif isinstance(change, SetScalar):
        holder[last] = change.value
    return changed
