"""The places that mean the same schema: what a vocabulary or table lists, and the schema that it means without writing it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.location import Place, escape_token, split_pointer
from crossdock.registry.specifications.table_schema import is_table
from crossdock.registry.specifications.vocabulary_schema import is_vocabulary

_ROOMS = {"codes": "schema", "classifier": "classifier-schema"}


def name_places(place: Place, data: object) -> tuple[Place, ...]:
    """Return a place of a document with this data under all names that schemas know it by."""
    if is_vocabulary(data):
        return tuple(_of_vocabulary(place))
    if is_table(data):
        return tuple(_of_table(place, data))
    return (_of_required(place, data),)


def written_place(place: Place, data: object) -> Place:
    """Return where people wrote what a schema has at a place: the codes of a vocabulary, the field of a table's record."""
    tokens = split_pointer(place.pointer)
    if is_vocabulary(data):
        rooms = {derived: name for name, derived in _ROOMS.items()}
        return replace(place, pointer=f"/{rooms[tokens[0]]}") if tokens and tokens[0] in rooms else place
    if is_table(data) and tokens[:1] == ("records",) and tokens[2:3] == ("properties",) and len(tokens) > 3:
        record = f"/records/{tokens[1]}"
        fields = find_data(data, f"{record}/fields")
        names = (
            [field.get("name") if isinstance(field, Mapping) else None for field in fields]
            if isinstance(fields, list)
            else []
        )
        return replace(place, pointer=f"{record}/fields/{names.index(tokens[3])}" if tokens[3] in names else record)
    return place


def _of_vocabulary(place: Place) -> Iterator[Place]:
    room = (split_pointer(place.pointer) or ("",))[0]
    for name, derived in _ROOMS.items():
        if room in ("", name, derived):
            yield replace(place, pointer=f"/{name}")
            yield replace(place, pointer=f"/{derived}")


def _of_table(place: Place, data: object) -> Iterator[Place]:
    tokens = split_pointer(place.pointer)
    if tokens[:1] != ("records",):
        yield place
        return
    try:
        record = find_data(data, f"/records/{tokens[1]}") if len(tokens) > 1 else None
    except KeyError:
        record = None
    if not isinstance(record, Mapping):
        yield place
        return
    below = _field_below(record, tokens[2:])
    yield Place(place.path, f"/records/{tokens[1]}{below}")
    yield Place(place.path, f"/schema/{escape_token(str(record.get('name')))}{below}")


def _field_below(record: Mapping[str, object], tokens: tuple[str, ...]) -> str:
    """Return the pointer of a field in the record's schema for its pointer in the record, `""` for the record itself."""
    if tokens[:1] != ("fields",) or len(tokens) < 2:
        return ""
    try:
        field = find_data(record, f"/fields/{tokens[1]}")
    except KeyError:
        return ""
    name = field.get("name") if isinstance(field, Mapping) else None
    return f"/properties/{escape_token(str(name))}" if name is not None else ""


def _of_required(place: Place, data: object) -> Place:
    """Return the property that an entry of `required` speaks of; any other place as it is."""
    above, _, last = place.pointer.rpartition("/")
    if not above.endswith("/required") or not last.isdigit():
        return place
    try:
        name = find_data(data, place.pointer)
    except KeyError:
        return place
    if not isinstance(name, str):
        return place
    return replace(place, pointer=f"{above.removesuffix('/required')}/properties/{escape_token(name)}")
