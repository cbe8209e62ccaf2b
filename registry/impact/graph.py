"""All schemas that the payloads of an interface are made of, each once, with the steps between them."""

from bisect import bisect_left
from collections import defaultdict, deque
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


@dataclass(frozen=True, slots=True)
class Routes:
    """Ways from a payload to a place, the shortest first. `is_open` says that there are more: many, or endlessly deep ones."""

    found: tuple[Route, ...]
    is_open: bool


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
        self, root: Key, ends: dict[Key, Steps], leading: set[Key], position: Position | None, limit: int
    ) -> Routes:
        """Return the ways from a payload's schema to the ends, through the `leading` schemas; each stops at the first end it meets.

        No way passes a schema twice.
        """
        found: list[Route] = []
        is_circular = False
        waiting: deque[tuple[Key, Steps, tuple[Key, ...], tuple[Key, ...]]] = deque([(root, (), (root,), ())])
        for _ in range(MAX_TRIES):
            if not waiting or len(found) >= limit:
                break
            key, steps, passed, exits = waiting.popleft()
            if key in ends:
                found.append(Route((*steps, *ends[key]), exits))
                continue
            for edge in self.edges.get(key, ()):
                if edge.to not in leading or _is_hidden(edge, position):
                    continue
                if edge.to in passed or len(passed) >= MAX_DEPTH:
                    is_circular = True
                    continue
                taken = steps if edge.token is None else (*steps, edge.token)
                left = (*exits, key) if edge.to[0] != key[0] else exits
                waiting.append((edge.to, taken, (*passed, edge.to), left))
        return Routes(tuple(found), is_circular or bool(waiting))

    def carries(self, root: Key, ends: dict[Key, Steps], leading: set[Key], steps: Steps) -> bool:
        """Whether a path of the payload meets one of the ends: lies in it, or holds it."""
        found = {root}
        for index in range(len(steps) + 1):
            met = self._same_value(found)
            if any(_overlap(ends[key], steps[index:]) for key in met & ends.keys()):
                return True
            if index == len(steps):
                return not met.isdisjoint(leading)
            found = self._ahead(met, steps[index])
        return False

    def descend(self, root: Key, steps: Steps) -> set[Key]:
        """Return the schemas that a path of the payload leads to, as they are first written; `*` and numbers mean any element."""
        found = {root}
        for step in steps:
            found = self._ahead(self._same_value(found), step)
        return found

    def _ahead(self, keys: Iterable[Key], step: str) -> set[Key]:
        is_element = step == "*" or step.isdigit()
        return {
            edge.to
            for key in keys
            for edge in self.edges.get(key, ())
            if edge.token is not None and (edge.token in (step, "*") or (is_element and edge.token.isdigit()))
        }

    def _same_value(self, keys: set[Key]) -> set[Key]:
        found, waiting = set[Key](), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += [edge.to for edge in self.edges.get(key, ()) if edge.token is None]
        return found


def _is_hidden(edge: Edge, position: Position | None) -> bool:
    return position is not None and edge.absent is position


def _overlap(rest: Steps, steps: Steps) -> bool:
    return all(one == other or "*" in (one, other) for one, other in zip(rest, steps, strict=False))


def key_of(place: Place) -> Key:
    """Return what tells a schema from all others."""
    return (place.path, place.pointer)
