"""Where a change of a derived schema is really written: a vocabulary lists codes, a table lists fields, and neither holds a schema."""

from collections.abc import Mapping
from dataclasses import replace

from crossdock.registry.model.interface import Role, Schema
from crossdock.registry.model.location import Place, escape_token, split_pointer


def written_place(place: Place, role: Role, root: Schema) -> Place:
    """Return the place in the document for a place below a derived schema `root`; any other place as it is."""
    if role not in (Role.CODES, Role.RECORD) or not place.pointer.startswith(root.place.pointer + "/"):
        return place
    below = split_pointer(place.pointer[len(root.place.pointer) :])
    steps = _of_code(below) if role is Role.CODES else _of_field(below, root)
    pointer = root.place.pointer + "".join("/" + escape_token(step) for step in steps)
    return replace(place, pointer=pointer)


def _of_code(below: tuple[str, ...]) -> tuple[str, ...]:
    """Lead from `enum/2` below the list of codes to its entry 2."""
    return below[1:] if below[:1] in (("enum",), ("x-extensible-enum",)) else below


def _of_field(below: tuple[str, ...], root: Schema) -> tuple[str, ...]:
    """Lead from `properties/NAME` below a record to the field of that name: derived schemas keep the order of fields."""
    named = root.data.get("properties") if isinstance(root.data, Mapping) else None
    names = list(named) if isinstance(named, Mapping) else []
    if below[:1] != ("properties",) or len(below) < 2:
        return ("fields",)
    if below[1] not in names:
        return ("fields",)
    constraint = ("constraints", below[2]) if below[2:] and below[2] in _CONSTRAINTS else below[2:]
    return ("fields", str(names.index(below[1])), *(step.removeprefix("x-") for step in constraint))


_CONSTRAINTS = ("enum", "pattern", "minimum", "maximum", "minLength", "maxLength")
