"""A value of a document with the place where it is written; references are followed and keep their provenance."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver, Target
from crossdock.registry.model.location import Part, Place


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it is written. `key` is its name in its parent; `None` for the document. `is_missing` marks an absent field."""

    value: object
    place: Place
    key: str | None = None
    is_missing: bool = False

    def follow(self, resolver: Resolver | None) -> "Node":
        """Return what a reference means, itself when it is none or leads nowhere; `resolver` `None` reads the text as written."""
        if resolver is None or not isinstance(self.value, dict) or not isinstance(self.value.get("$ref"), str):
            return self
        target = resolver.resolve_fully(str(self.value["$ref"]), self.place)
        return Node(target.data, target.place, self.key) if isinstance(target, Target) else self

    def child(self, name: str) -> "Node":
        """Return a member, or a node that is missing."""
        if isinstance(self.value, dict) and name in self.value:
            return Node(self.value[name], self.place.child(name), name)
        if isinstance(self.value, list) and name.isdigit() and int(name) < len(self.value):
            return Node(self.value[int(name)], self.place.child(name), name)
        return Node(None, self.place, name, is_missing=True)

    def children(self) -> Iterator["Node"]:
        """Yield all members."""
        if isinstance(self.value, dict):
            for name, value in self.value.items():
                yield Node(value, self.place.child(name), name)
        elif isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(value, self.place.child(index), str(index))

    def as_key(self) -> "Node":
        """Return the key of this member as a value."""
        place = Place(self.place.path, self.place.pointer, Part.KEY, self.place.side)
        return Node(self.key, place, self.key)
