"""Walks a path over a document: every place and step once, however often references lead there."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.filter_terms import FilterFailed, Scope
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step

MAX_VISITS = 2_000_000  # of nodes by one path in one document


class TooCostly(Exception):
    """A path that visits more nodes than is allowed."""


class Walk:
    """One walk. `failures` are the places where a filter met a value that it does not expect, with what it asked for."""

    def __init__(self, steps: tuple[Step, ...], resolver: Resolver | None) -> None:
        self.steps = steps
        self.resolver = resolver
        self.failures: list[tuple[Node, str]] = []

    def find(self, root: Node) -> Iterator[Node]:
        """Yield the nodes that the path means, in the order of the document. Raises TooCostly."""
        seen: set[tuple[Place, Place | None, int]] = set()
        waiting = [(root, 0)]
        visits = 0
        while waiting:
            node, at = waiting.pop()
            visits += 1
            if visits > MAX_VISITS:
                raise TooCostly(f"more than {MAX_VISITS:,} values visited")
            if (state := (node.place, node.written.place if node.written else None, at)) in seen:
                continue
            seen.add(state)
            if at == len(self.steps):
                yield node
            else:
                waiting.extend(reversed(list(self._leave(node, at))))

    def _leave(self, node: Node, at: int) -> Iterator[tuple[Node, int]]:
        step = self.steps[at]
        if step.move is Move.KEY:
            yield node.as_key(self.resolver), at + 1
        elif step.move is Move.PARENT:
            if node.parent is not None:
                yield node.parent, at + 1
        elif step.move is Move.DESCEND:
            source = node.follow(self.resolver)
            if source.is_collection:
                yield source, at + 1
                yield from ((child, at) for child in source.children())
        else:
            yield from ((child, at + 1) for child in self._choose(node.follow(self.resolver), step))

    def _choose(self, source: Node, step: Step) -> Iterator[Node]:
        """Yield the members that a step leads to."""
        if step.move is Move.NAMES:
            yield from (child for name in step.names if not (child := source.child(name)).is_missing)
        elif step.move is Move.SLICE:
            if isinstance(source.value, list):
                yield from (source.child(index) for index in range(len(source.value))[step.bounds or slice(None)])
        else:
            yield from (child for child in source.children() if step.move is Move.ALL or self._fits(child, step))

    def _fits(self, child: Node, step: Step) -> bool:
        assert step.test is not None  # noqa: S101 - a filter has one
        try:
            return step.test(Scope(child.follow(self.resolver), self.resolver))
        except FilterFailed as failure:
            self.failures.append((child, str(failure)))
            return False
