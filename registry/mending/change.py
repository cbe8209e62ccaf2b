"""A change of a document's data, by pointer."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossdock.registry.documents.pointer import find_data, is_index
from crossdock.registry.model.location import escape_token, split_pointer


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


def change_data(data: object, changes: Iterable[Change]) -> object:
    """Return data with changes made. Raises KeyError when nothing is there, another entry has the name already, or the order is
    of another list.

    Their order does not matter: entries are taken out from the last on, and renamed at the end, so that pointers mean what they meant.

    >>> change_data({"tags": ["b", "a", "b"]}, [Remove("/tags/0"), Remove("/tags/2")])
    {'tags': ['a']}
    """
    changed = _copy(data)
    for change in sorted(dict.fromkeys(changes), key=_order, reverse=True):
        _change(changed, change)
    return changed


def _order(change: Change) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    steps = tuple((1, int(token), "") if is_index(token) else (0, 0, token) for token in split_pointer(change.pointer))
    return (Arrange, RenameKey, Remove, SetScalar).index(type(change)), steps


def _change(data: object, change: Change) -> None:
    if isinstance(change, Arrange):
        items = find_data(data, change.pointer)
        if not isinstance(items, list) or sorted(change.order) != list(
            range(len(items))
        ):  # another change took items out
            raise KeyError(change.pointer)
        items[:] = [items[index] for index in change.order]
        return
    *above, last = split_pointer(change.pointer)
    holder = find_data(data, "".join("/" + escape_token(token) for token in above))
    if isinstance(holder, dict) and last in holder:
        _change_mapping(holder, last, change)
    elif isinstance(holder, list) and not isinstance(change, RenameKey) and is_index(last) and int(last) < len(holder):
        if isinstance(change, Remove):
            del holder[int(last)]
        else:
            holder[int(last)] = change.value
    else:
        raise KeyError(change.pointer)


def _copy(data: object) -> object:
    """Copy data so that no part of it is there twice, as aliases leave it: a change at one place is none at another."""
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _change_mapping(holder: dict[str, object], last: str, change: Change) -> None:
    if isinstance(change, RenameKey):
        if change.name in holder:
            raise KeyError(change.name)
        holder[change.name] = holder.pop(last)
    elif isinstance(change, Remove):
        del holder[last]
    elif isinstance(change, SetScalar):
        holder[last] = change.value
