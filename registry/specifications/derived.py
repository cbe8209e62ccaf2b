"""What documents mean but do not write: the schemas of vocabularies and of the records of tables (docs/files.md)."""

from crossdock.registry.documents.document import Document
from crossdock.registry.model.location import split_pointer
from crossdock.registry.specifications.lookup import find_value
from crossdock.registry.specifications.table_schema import derive_record_schema, find_record, is_table
from crossdock.registry.specifications.vocabulary_schema import (
    derive_classifier_schema,
    derive_code_schema,
    is_vocabulary,
)

_ROOMS = ("schema", "classifier-schema")
_LISTS = {"schema": "codes", "classifier-schema": "classifier"}


def derive(document: Document, pointer: str) -> object | None:
    """Return what a pointer into a vocabulary or table means (`/schema`, `/classifier-schema`, `/schema/<record>`), or `None`."""
    if not pointer.startswith(tuple(f"/{room}" for room in _ROOMS)):
        return None
    room, *rest = split_pointer(pointer)
    if is_vocabulary(document.data) and room in _ROOMS:
        schema = derive_code_schema(document.data) if room == "schema" else derive_classifier_schema(document.data)
        return find_value(schema, rest)
    if is_table(document.data) and room == "schema" and rest:
        record = find_record(document.data, rest[0])
        return find_value(derive_record_schema(record), rest[1:]) if record is not None else None
    return None


def written_pointer(document: Document, pointer: str) -> str:
    """Return where the code is written that a pointer into the derived schema of a vocabulary means; any other pointer as it is.

    A schema lists codes in the order of the vocabulary (`/schema/enum/4` is `/codes/4`).
    """
    if not pointer.startswith(tuple(f"/{room}/" for room in _ROOMS)) or not is_vocabulary(document.data):
        return pointer
    room, *rest = split_pointer(pointer)
    lists_codes = rest[0] in ("enum", "x-extensible-enum")
    return "/".join(("", _LISTS[room], *rest[1:])) if lists_codes else f"/{_LISTS[room]}"
