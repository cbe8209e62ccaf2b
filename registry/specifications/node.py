"""A piece of a document and where it stands; reading never raises, whatever the document holds."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Refusal, Resolver
from crossdock.registry.model.location import Place

MAX_HOPS = 40  # references that lead to references


class Node:
    """Data and its place. `data` is `None` when there is nothing; `origins` are places of entries that came from elsewhere.

    A place is made when it is asked for: nearly all nodes are only looked through.
    """

    __slots__ = ("_above", "_place", "_token", "data", "origins")

    def __init__(self, data: object, place: Place, origins: Mapping[str, Place] | None = None) -> None:
        self.data = data
        self.origins = origins
        self._place: Place | None = place
        self._above: Node | None = None
        self._token: str | int = ""

    @property
    def place(self) -> Place:
        """Where the data stands."""
        if self._place is None:
            assert self._above is not None  # noqa: S101 - a node without a place of its own stands below another
            self._place = self._above.place_of(self._token)
        return self._place

    def _below(self, token: str | int, data: object) -> "Node":
        """Return a node below this one, whose place follows from this one's."""
        node = Node.__new__(Node)
        node.data = data
        node.origins = None
        node._place = None
        node._above = self
        node._token = token
        return node

    @property
    def mapping(self) -> Mapping[str, object]:
        """The data, when it is an object; else an empty one."""
        return self.data if isinstance(self.data, dict) else {}

    @property
    def text(self) -> str | None:
        """The data, when it is a string."""
        return self.data if isinstance(self.data, str) else None

    @property
    def is_true(self) -> bool:
        """Whether the data is `true`."""
        return self.data is True

    @property
    def exists(self) -> bool:
        """Whether there is anything here."""
        return self.data is not None

    @property
    def is_mapping(self) -> bool:
        """Whether the data is an object."""
        return isinstance(self.data, dict)

    def child(self, *tokens: str | int) -> "Node":
        """Return the node below, one token a step; one without data when there is none."""
        node = self
        for token in tokens:
            data = node.data
            found = data.get(token) if isinstance(data, dict) and isinstance(token, str) else _step(data, token)
            node = node._below(token, found)
        return node

    def text_at(self, name: str) -> str | None:
        """Return the entry of a name, when it is a string."""
        found = self.data.get(name) if isinstance(self.data, dict) else None
        return found if isinstance(found, str) else None

    def is_true_at(self, name: str) -> bool:
        """Whether the entry of a name is `true`."""
        return isinstance(self.data, dict) and self.data.get(name) is True

    def place_of(self, token: str | int) -> Place:
        """Return the place of what stands below, wherever it came from."""
        return (self.origins or {}).get(str(token)) or self.place.child(token)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Yield name and node of each entry of an object, in the document's order."""
        for name, data in self.mapping.items():
            yield name, self._below(name, data)

    def elements(self) -> Iterator["Node"]:
        """Yield the elements of an array."""
        for index, data in enumerate(self.data if isinstance(self.data, list) else ()):
            yield self._below(index, data)

    def follow(self, resolver: Resolver) -> "Node":
        """Return what a reference object leads to, with the target's place; a node without data when it leads nowhere."""
        node = self
        for _ in range(MAX_HOPS):
            reference = node.mapping.get("$ref")
            if not isinstance(reference, str):
                return node
            target = resolver.resolve(reference, node.place)
            if isinstance(target, Refusal):
                break
            node = Node(target.data, target.place)
        return Node(None, self.place)

    def unfold(self, resolver: Resolver) -> "Node":
        """Return an object whose `$ref` may have fields beside it (path items, channel items): what it leads to below its own."""
        return self.overlay(self.follow(resolver)) if self.reference is not None else self

    def overlay(self, target: "Node") -> "Node":
        """Return the target's entries with this object's own above them (but `$ref`), each keeping its own place."""
        own = {name: data for name, data in self.mapping.items() if name != "$ref"}
        origins = {name: target.place_of(name) for name in target.mapping if name not in own}
        origins |= {name: self.place_of(name) for name in own}
        return Node({**target.mapping, **own}, self.place if own else target.place, origins)

    @property
    def reference(self) -> str | None:
        """The address of a reference object, `None` when this is none."""
        reference = self.mapping.get("$ref")
        return reference if isinstance(reference, str) else None


def _step(data: object, token: str | int) -> object:
    if isinstance(data, dict):
        return data.get(str(token))
    if isinstance(data, list) and isinstance(token, int) and 0 <= token < len(data):
        return data[token]
    return None
