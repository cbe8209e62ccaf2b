"""The shapes of the schemas of one comparison, each put together once however many payloads reach it."""

from crossdock.registry.compat.shape import Shape, shape_of
from crossdock.registry.model.interface import Position, Schema
from crossdock.registry.model.location import Place


class Shapes:
    """Remembers shapes for as long as one comparison takes; nobody may change what it returns."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Place, Position | None], tuple[Schema, Shape]] = {}

    def find(self, schema: Schema, view: Position | None) -> Shape:
        """Return the shape of a schema, as `shape_of` does; the schema is kept, so that its data cannot become another's."""
        key = (id(schema.data), schema.place, view)
        if key not in self._known:
            self._known[key] = (schema, shape_of(schema, view))
        return self._known[key][1]
