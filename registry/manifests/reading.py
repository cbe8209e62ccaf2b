"""Reads data into a model: what is wrong becomes findings, and what can be left out is left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from crossdock.registry.manifests.fields import EXTENSION
from crossdock.registry.manifests.messages import describe_error
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.model.finding import Finding

M = TypeVar("M", bound=BaseModel)
Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Reading(Generic[M]):
    """What was read. `fields` is `None` when something required is broken; `dropped` are the broken parts that were left out."""

    fields: M | None
    findings: tuple[Finding, ...] = ()
    dropped: frozenset[Location] = frozenset()

    def indexes(self, name: str, count: int) -> Sequence[int]:
        """Return the places in the file of the `count` entries that remain of a list."""
        gone = {location[1] for location in self.dropped if location[0] == name}
        return [index for index in range(count + len(gone)) if index not in gone]


def read_fields(model: type[M], data: object, origin: Origin, optional: Collection[str] = ()) -> Reading[M]:
    """Read data into a model.

    Unknown fields are findings and are left out. So are broken entries of the lists and mappings whose names are `optional`: one bad
    entry does not hide its neighbours. Anything else that is wrong leaves no value.
    """
    data = {} if data is None else data
    try:
        return Reading(model.model_validate(data))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings = tuple(describe_error(model, line, origin) for line in errors if not _is_extension(line))
    droppable = [_droppable(line, optional) for line in errors]
    if None in droppable:
        return Reading(None, findings)
    return _read_rest(model, data, frozenset(found for found in droppable if found), findings)


def _read_rest(model: type[M], data: object, broken: frozenset[Location], findings: tuple[Finding, ...]) -> Reading[M]:
    """Read again, without the broken parts."""
    rest = _copy(data)
    for location in sorted(broken, key=_order, reverse=True):
        _remove(rest, location)
    entries = frozenset(location for location in broken if len(location) == 2 and isinstance(location[1], int))
    return Reading(model.model_validate(rest), findings, entries)


def _copy(data: object) -> object:
    """Copy data so that no part of it is there twice, as YAML aliases leave it: what is removed here stays there."""
    if isinstance(data, Mapping):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _is_extension(error: ErrorDetails) -> bool:
    return error["type"] == "extra_forbidden" and str(error["loc"][-1]).startswith(EXTENSION)


def _droppable(error: ErrorDetails, optional: Collection[str]) -> Location | None:
    location = error["loc"]
    if len(location) > 1 and location[0] in optional and error["type"] != "extra_forbidden":
        return location[:2]
    return location if error["type"] == "extra_forbidden" else None


def _order(location: Location) -> tuple[tuple[bool, int | str], ...]:
    return tuple((isinstance(token, str), token) for token in location)


def _remove(data: object, location: Location) -> None:
    """Take one entry out; nothing happens where an enclosing entry went before."""
    holder = data
    for token in location[:-1]:
        holder = holder[token]  # type: ignore[index]  # the location is the validator's own
    del holder[location[-1]]  # type: ignore[attr-defined]
