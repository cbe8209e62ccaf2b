"""All schemas that the payloads of an interface are made of, each once, with the steps between them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from crossdock.registry.impact.nodes import Node, open_node, read_rest, steps_of
from crossdock.registry.model.interface import Position, Schema
from crossdock.registry.model.location import Place, escape_token, split_pointer

Key = tuple[str, str]  # path and pointer of a schema
Steps = tuple[str, ...]  # steps in the payload

MAX_NODES = 200_000  # schemas of one interface
MAX_DEPTH = 80  # schemas on the way from a payload to a place
MAX_TRIES = 20_000  # steps taken from one payload


@dataclass(frozen=True, slots=True)
class Edge:
    """A step from one schema into another; `token` and `absent` as in `nodes.Step`."""

    token: str | None
    to: Key
    absent: Position | None


@dataclass(frozen=True, slots=True)
class Route:
    """A way from a payload to a place: the steps in the payload, and the schemas at which it left a file for another."""

    steps: Steps
    exits: tuple[Key, ...]


@dataclass(slots=True)
class SchemaGraph:
    """The schemas, and who leads to whom. `is_cut` says that there were too many to follow all."""

    edges: dict[Key, tuple[Edge, ...]] = field(default_factory=dict)
    parents: dict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    is_cut: bool = False
    _pointers: dict[str, list[str]] = field(default_factory=dict)

    def add(self, schema: Schema) -> Key:
        """Add a schema with all it is made of, and return its key."""
        node = open_node(schema)
        root = key_of(node.place)
        waiting: list[tuple[Key, Node]] = [(root, node)]
        while waiting:
            key, one = waiting.pop()
            if key in self.edges:
                continue
            if len(self.edges) >= MAX_NODES:
                self.is_cut = True
                break
            steps = [step for step in steps_of(one) if key_of(step.place) != key]
            self.edges[key] = tuple(Edge(step.token, key_of(step.place), step.absent) for step in steps)
            for step in steps:
                self.parents[key_of(step.place)].append(key)
                waiting.append((key_of(step.place), step.schema))
        self._pointers = {}
        return root

    def find(self, place: Place) -> dict[Key, Steps]:
        """Return the schemas at a place, or below it; else the one it belongs to, with the steps that lead on to what is gone."""
        key = key_of(place)
        if key in self.edges:
            return {key: ()}
        below = {(place.path, pointer): Steps() for pointer in self._below(place)}
        return below or self._above(place)

    def _below(self, place: Place) -> Iterator[str]:
        if not self._pointers:
            for path, pointer in sorted(self.edges):
                self._pointers.setdefault(path, []).append(pointer)
        pointers = self._pointers.get(place.path, [])
        prefix = place.pointer + "/"
        start = bisect_left(pointers, prefix)
        yield from takewhile(lambda pointer: pointer.startswith(prefix), pointers[start:])

    def _above(self, place: Place) -> dict[Key, Steps]:
        tokens = split_pointer(place.pointer)
        for end in range(len(tokens) - 1, -1, -1):
            key = (place.path, "".join("/" + escape_token(token) for token in tokens[:end]))
            if key in self.edges:
                rest = read_rest(tokens[end:])
                return {} if rest is None else {key: rest}
        return {}

    def above(self, ends: Iterable[Key]) -> set[Key]:
        """Return the schemas from which any of these can be reached, these among them."""
        found, waiting = set[Key](), list(ends)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self.parents.get(key, ())
        return found

    def routes(
        self, root: Key, ends: dict[Key, Steps], leading: set[Key], position: Position | None
    ) -> Iterator[Route]:
        """Yield the ways from a payload's schema to the ends, through the `leading` schemas; each ends at the first end it meets.

        No way passes a schema twice. Ways beyond `MAX_TRIES` steps are left out.
        """
        waiting: list[tuple[Key, Steps, tuple[Key, ...], tuple[Key, ...]]] = [(root, (), (root,), ())]
        for _ in range(MAX_TRIES):
            if not waiting:
                return
            key, steps, passed, exits = waiting.pop()
            if key in ends:
                yield Route((*steps, *ends[key]), exits)
                continue
            below = []
            for edge in self.edges.get(key, ()):
                is_hidden = position is not None and edge.absent is position
                if edge.to in leading and edge.to not in passed and len(passed) < MAX_DEPTH and not is_hidden:
                    taken = steps if edge.token is None else (*steps, edge.token)
                    left = (*exits, key) if edge.to[0] != key[0] else exits
                    below.append((edge.to, taken, (*passed, edge.to), left))
            waiting.extend(reversed(below))
        self.is_cut = self.is_cut or bool(waiting)

    def descend(self, root: Key, steps: Steps) -> set[Key]:
        """Return the schemas that a path of the payload leads to, as they are first written; `*` and numbers mean any element."""
        found = {root}
        for step in steps:
            is_element = step == "*" or step.isdigit()
            found = {
                edge.to
                for key in self._same_value(found)
                for edge in self.edges.get(key, ())
                if edge.token is not None and (edge.token in (step, "*") or (is_element and edge.token.isdigit()))
            }
        return found

    def _same_value(self, keys: set[Key]) -> set[Key]:
        found, waiting = set[Key](), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += [edge.to for edge in self.edges.get(key, ()) if edge.token is None]
        return found


def key_of(place: Place) -> Key:
    """Return what tells a schema from all others."""
    return (place.path, place.pointer)
