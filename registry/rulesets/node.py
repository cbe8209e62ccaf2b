"""A value of a document with the way that led to it; references are followed and keep their provenance."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.rulesets.javascript import UNDEFINED
from crossdock.registry.rulesets.spot import Key, Spot
from crossdock.registry.rulesets.spots import Spots


@dataclass(slots=True, eq=False)  # frozen in meaning; a walk makes very many, and freezing triples what one costs
class Node:
    """A value, the spot where it is written, and the node that led to it.

    `key` is its name in its parent, a number in a list, `None` for the document. The `value` of an absent field is `UNDEFINED`, and
    `missing` are the keys that lead to it from `spot`, which exists. `entry` is the member whose key this is, `None` when this is no
    key. `written` is what stands in the judged document itself where the path leads, no reference followed on the way: `None` behind
    one.
    """

    value: object
    spot: Spot
    key: Key | None = None
    parent: "Node | None" = None
    written: Spot | None = None
    missing: tuple[str, ...] = ()
    entry: "Node | None" = None

    @property
    def place(self) -> Place:
        """Where this is written."""
        return self.spot.place if self.entry is None else self.spot.place.key()

    @property
    def reported(self) -> Place:
        """Where a finding about this is reported: at the reference when something stands beside it, else where it leads."""
        written = self.written
        if written is None or (written is not self.spot and written.is_reference_only):
            return self.place
        beside = self.beside
        place, at = self.place, (beside[-1] if beside else written).place
        return at if place is at else Place(at.path, at.pointer, place.part, place.side)

    @property
    def beside(self) -> tuple[Spot, ...]:
        """What stands beside a reference under the names that are missing behind it, as far as it goes."""
        found: list[Spot] = []
        spot = self.written if self.written is not self.spot else None
        for name in self.missing:
            spot = spot.step(name) if spot is not None else None
            if spot is None:
                break
            found.append(spot)
        return tuple(found)

    @property
    def is_missing(self) -> bool:
        """Whether this is an absent field."""
        return self.value is UNDEFINED

    @property
    def is_collection(self) -> bool:
        """Whether this has members."""
        return isinstance(self.value, (dict, list))

    def follow(self, resolver: Resolver | None) -> "Node":
        """Return what a reference means, itself when it is none or leads nowhere; `resolver` `None` reads the text as written."""
        spot = self.spot
        if resolver is None or self.value is not spot.value:
            return self
        target = spot.target(resolver)
        if target is spot:
            return self
        return Node(target.value, target, self.key, self.parent, self.written)

    def child(self, name: Key) -> "Node":
        """Return a member, or a node that is missing."""
        found = None
        if isinstance(self.value, dict):
            found = self.spot.member(name)
        elif isinstance(self.value, list) and str(name).isascii() and str(name).isdigit() and len(str(name)) < 10:
            found = self.spot.member(int(name))
        if found is not None:
            return self.member(found)
        missing = () if self.spot.is_lost else (*self.missing, str(name))
        return Node(UNDEFINED, self.spot, name, self, self.written, missing)

    def children(self) -> Iterator["Node"]:
        """Yield all members."""
        if isinstance(self.value, (dict, list)):
            keys = self.value if isinstance(self.value, dict) else range(len(self.value))
            found = (self.spot.member(key) for key in keys)
            yield from (self.member(spot) for spot in found if spot is not None)

    def member(self, spot: Spot) -> "Node":
        """Return the node of a member, which is given by its spot."""
        written = self.written
        if written is self.spot:
            written = spot
        elif written is not None and spot.key is not None:
            written = written.member(spot.key)
        return Node(spot.value, spot, spot.key, self, written)

    def as_key(self, resolver: Resolver | None) -> "Node":
        """Return the key of this member as a value; it is found where the member's references lead."""
        source = self.follow(resolver)
        return Node(self.key, source.spot, self.key, self.parent, self.written, entry=source)

    def below(self, pointer: str, resolver: Resolver | None) -> "Node":
        """Return the node at a JSON Pointer below this one, through references."""
        node = self.follow(resolver)
        for token in split_pointer(pointer):
            node = node.child(token).follow(resolver)
        return node


def make_root(value: object, place: Place, spots: Spots | None = None) -> Node:
    """Return the node of a whole document; `spots` are places that were looked at before."""
    spot = (spots or Spots()).root(value, place)
    return Node(value, spot, written=spot)


def root_of(node: Node) -> Node:
    """Return the node of the document that led to a node."""
    while node.parent is not None:
        node = node.parent
    return node
