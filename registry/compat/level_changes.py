"""The changes between two shapes of one value that no single keyword tells: members, parts, and lists of alternatives."""

from crossdock.registry.compat.diff_keywords import KeywordChange
from crossdock.registry.compat.shape import Schemas, Shape
from crossdock.registry.model.change import ChangeKind
from crossdock.registry.model.location import Place


def presence(name: str, before: Shape, after: Shape) -> KeywordChange:
    """Tell a property that is declared on one side only; `keyword` is `required` when it is required where it is declared alone."""
    is_added = name in after.properties
    here, there = (after, before) if is_added else (before, after)
    is_required = name in here.required and name not in there.required
    data = here.properties[name][0].data
    return KeywordChange(
        ChangeKind.PROPERTY_ADDED if is_added else ChangeKind.PROPERTY_REMOVED,
        "required" if is_required else "properties",
        property_place(after, name),
        property_place(before, name),
        None if is_added else data,
        data if is_added else None,
        subject=name,
        below=(name,),
    )


def property_place(shape: Shape, name: str) -> Place:
    """Return the key of a property; where it is not declared, the place it would have."""
    written = shape.properties.get(name)
    if written:
        return written[0].place.key()
    neighbour = next(iter(shape.properties.values()), None)
    if neighbour is None:
        return shape.place.child("properties", name)
    place = neighbour[0].place
    return Place(place.path, place.pointer.rpartition("/")[0], side=place.side).child(name)


def part_change(kind: ChangeKind, keyword: str, before: Shape, after: Shape) -> KeywordChange:
    """Tell a keyword that holds a schema."""
    was, now = (shape.parts.get(keyword, ()) for shape in (before, after))
    places = (after.place_of(keyword), before.place_of(keyword))
    return KeywordChange(kind, keyword, *places, was[0].data if was else None, now[0].data if now else None)


def is_closed(schemas: Schemas) -> bool:
    """Whether one of the schemas admits nothing."""
    return any(schema.data is False for schema in schemas)


def list_change(keyword: str, before: Shape, after: Shape, kind: ChangeKind) -> KeywordChange:
    """Tell a keyword that holds a list of schemas."""
    was, now = ([[item.data for item in items] for items in shape.lists.get(keyword, ())] for shape in (before, after))
    places = (_list_place(after, keyword), _list_place(before, keyword))
    return KeywordChange(kind, keyword, *places, was[0] if was else None, now[0] if now else None)


def _list_place(shape: Shape, keyword: str) -> Place:
    found = shape.lists.get(keyword)
    if not found or not found[0]:
        return shape.place.child(keyword)
    place = found[0][0].place
    return Place(place.path, place.pointer.rpartition("/")[0], side=place.side)
