"""Fix: an entry of an enumeration that is of another type than the one beside it, and reads as that one with or without quotes."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data, is_index
from crossdock.registry.documents.positions import descend, open_text
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, SetScalar

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def mend_enum(subject: FixSubject) -> Iterator[Change]:
    """Write the entry in the stated type, unless the enumeration has it in that type already."""
    pointer = subject.finding.at.pointer
    enum_pointer, _, index = pointer.rpartition("/")
    if not is_index(index):
        return
    schema = find_data(subject.document.data, enum_pointer.rpartition("/")[0])
    values = find_data(subject.document.data, enum_pointer)
    stated = schema.get("type") if isinstance(schema, dict) else None
    kinds = [kind for kind in (stated if isinstance(stated, list) else [stated]) if kind != "null"]
    if len(kinds) != 1 or not isinstance(values, list):
        return
    written = _convert(values[int(index)], kinds[0], subject, pointer)
    if written is not None and not any(type(value) is type(written) and value == written for value in values):
        yield SetScalar(pointer, written)


def _convert(value: object, kind: object, subject: FixSubject, pointer: str) -> str | int | float | bool | None:
    if kind == "string" and isinstance(value, (int, float)):
        opened = open_text(subject.document)
        node, _ = descend(opened.places, pointer)
        return opened.text[node.start : node.end]
    if not isinstance(value, str):
        return None
    if kind == "boolean":
        return {"true": True, "false": False}.get(value)
    if kind in ("integer", "number") and _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if kind == "number" and _NUMBER.fullmatch(value) else None


FIX = Fix(
    "typed-enum",
    "writing the entry in the stated type",
    mend_enum,
    functions=frozenset({"typedEnum"}),
)
