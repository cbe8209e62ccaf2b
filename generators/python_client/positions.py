"""Which schemas are used as inputs, as outputs, and mean something else in each (`readOnly`, `writeOnly`)."""

from collections.abc import Iterable

from crossdock.generators.python_client.peel import Key, key_of, peel
from crossdock.generators.python_client.shape import Shape, follow, inner_schemas, is_reference, shape_of
from crossdock.registry.model.interface import Position, Schema

_HIDING = {Position.INPUT: "readOnly", Position.OUTPUT: "writeOnly"}


def is_hidden(schema: Schema, position: Position) -> bool:
    """Whether a property does not exist in a position."""
    for _ in range(20):
        data = schema.data
        if not isinstance(data, dict):
            return False
        if data.get(_HIDING[position]) is True:
            return True
        if not is_reference(schema):
            return False
        schema = follow(schema)
    return False


class Usage:
    """The shapes that payloads are made of, and where each is used."""

    def __init__(self, roots: Iterable[tuple[Schema, Position]]) -> None:
        self._shapes: dict[Key, Shape] = {}
        self._users: dict[Key, set[Key]] = {}
        self._positions: dict[Key, set[Position]] = {}
        hiding: set[Key] = set()
        for schema, position in roots:
            self._visit(schema, position, hiding)
        self._two_faced = self._spread(hiding)

    def shape(self, schema: Schema) -> Shape:
        """Return the shape of a peeled schema. Raises CannotGenerate."""
        key = key_of(schema)
        if key not in self._shapes:
            self._shapes[key] = shape_of(schema)
        return self._shapes[key]

    def differs(self, key: Key) -> bool:
        """Whether a schema is used in both positions and is not the same in both."""
        return key in self._two_faced and len(self._positions.get(key, ())) > 1

    def _visit(self, root: Schema, position: Position, hiding: set[Key]) -> None:
        waiting = [peel(root)[0]]
        while waiting:
            schema = waiting.pop()
            key = key_of(schema)
            if position in self._positions.setdefault(key, set()):
                continue
            self._positions[key].add(position)
            shape = self.shape(schema)
            if any(is_hidden(part, each) for part in shape.properties.values() for each in Position):
                hiding.add(key)
            for part in inner_schemas(shape):
                inner = peel(part)[0]
                self._users.setdefault(key_of(inner), set()).add(key)
                waiting.append(inner)

    def _spread(self, hiding: set[Key]) -> set[Key]:
        found, waiting = set(hiding), list(hiding)
        while waiting:
            for user in self._users.get(waiting.pop(), ()):
                if user not in found:
                    found.add(user)
                    waiting.append(user)
        return found
