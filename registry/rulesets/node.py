"""A value of a document with the place where it is written; references are followed and keep their provenance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from crossdock.registry.documents.pointer import step_into
from crossdock.registry.documents.references import Resolver, Target
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.rulesets.javascript import UNDEFINED

Key = str | int


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the judged document itself where the path to a node leads, no reference followed on the way."""

    place: Place
    value: object

    def member(self, name: Key) -> "Written | None":
        """Return the member that stands here itself, `None` when only a reference leads to it."""
        if isinstance(self.value, dict) and name in self.value:
            return Written(self.place.child(name), self.value[name])
        if isinstance(self.value, list) and isinstance(name, int) and name < len(self.value):
            return Written(self.place.child(name), self.value[name])
        return None


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it is written.

    `key` is its name in its parent, a number in a list, `None` for the document. The `value` of an absent field is `UNDEFINED`, and
    `missing` are the keys that lead to it from `place`, which exists. `entry` is the member whose key this is, `None` when this is no
    key. `written` is `None` behind a reference. `is_lost` means a reference that leads to nothing in a document that is there: it
    stands at the nearest place of that document.
    """

    value: object
    place: Place
    key: Key | None = None
    parent: "Node | None" = None
    missing: tuple[str, ...] = ()
    entry: "Node | None" = None
    written: Written | None = None
    is_lost: bool = False

    @property
    def reported(self) -> Place:
        """Where a finding about this is reported: at the reference when something stands beside it, else where it leads."""
        if self.written is None or is_reference_only(self.written.value):
            return self.place
        return Place(self.written.place.path, self.written.place.pointer, self.place.part, self.place.side)

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
        if resolver is None or not isinstance(self.value, dict) or not isinstance(self.value.get("$ref"), str):
            return self
        target = resolver.resolve_fully(self.value["$ref"], self.place)
        if not isinstance(target, Target):
            nearest = None if self.is_lost else _find_nearest(self.value["$ref"], self.place, resolver)
            return self if nearest is None else replace(self, place=nearest, written=None, is_lost=True)
        return Node(target.data, target.place, self.key, self.parent, written=self.written)

    def child(self, name: Key) -> "Node":
        """Return a member, or a node that is missing."""
        if isinstance(self.value, dict) and name in self.value:
            return self._member(self.value[name], name)
        if isinstance(self.value, list) and str(name).isascii() and str(name).isdigit() and len(str(name)) < 10:
            index = int(name)
            if index < len(self.value):
                return self._member(self.value[index], index)
        missing = () if self.is_lost else (*self.missing, str(name))
        return Node(UNDEFINED, self.place, name, self, missing, written=self.written, is_lost=self.is_lost)

    def children(self) -> Iterator["Node"]:
        """Yield all members."""
        if isinstance(self.value, dict):
            yield from (self._member(value, name) for name, value in self.value.items())
        elif isinstance(self.value, list):
            yield from (self._member(value, index) for index, value in enumerate(self.value))

    def _member(self, value: object, name: Key) -> "Node":
        written = self.written.member(name) if self.written is not None else None
        return Node(value, self.place.child(name), name, self, written=written)

    def as_key(self, resolver: Resolver | None) -> "Node":
        """Return the key of this member as a value; it is found where the member's references lead."""
        source = self.follow(resolver)
        return Node(self.key, source.place.key(), self.key, self.parent, entry=source, written=self.written)

    def below(self, pointer: str, resolver: Resolver | None) -> "Node":
        """Return the node at a JSON Pointer below this one, through references."""
        node = self.follow(resolver)
        for token in split_pointer(pointer):
            node = node.child(token).follow(resolver)
        return node


def make_root(value: object, place: Place) -> Node:
    """Return the node of a whole document."""
    return Node(value, place, written=Written(place, value))


def _find_nearest(reference: str, place: Place, resolver: Resolver) -> Place | None:
    """Return the nearest place to what a reference names in a document that is there, `None` when the document is not."""
    address, _, fragment = reference.partition("#")
    whole = resolver.resolve(address or "#", place)
    if not isinstance(whole, Target) or not fragment.startswith("/"):
        return None
    data, at = whole.data, whole.place
    for token in split_pointer(unquote(fragment)):
        try:
            data, at = step_into(data, token), at.child(token)
        except KeyError:
            break
    return at


def root_of(node: Node) -> Node:
    """Return the node of the document that led to a node."""
    while node.parent is not None:
        node = node.parent
    return node


def is_reference_only(value: object) -> bool:
    """Whether a value is a reference with nothing beside it."""
    return isinstance(value, dict) and len(value) == 1 and isinstance(value.get("$ref"), str)
