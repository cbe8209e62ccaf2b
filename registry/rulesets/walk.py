"""Walks a path over a document, step by step: every place and step once, however often references lead there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.filter_term import FilterFailed
from crossdock.registry.rulesets.filter_terms import value_of
from crossdock.registry.rulesets.javascript import is_truthy
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step
from crossdock.registry.rulesets.spot import Spot

MAX_VISITS = 2_000_000  # of nodes by one path in one document


class TooCostly(Exception):
    """A path that visits more nodes than is allowed."""

    def __init__(self, message: str = f"more than {MAX_VISITS:,} values visited") -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Failure:
    """A member that a filter cannot judge: what it asked for, and the steps behind it, which are where its answer would count."""

    node: Node
    reason: str
    rest: tuple[Step, ...]


class Walk:
    """One walk. `failures` are where a filter met a value that it does not expect."""

    def __init__(self, steps: tuple[Step, ...], resolver: Resolver | None) -> None:
        self.steps = steps
        self.resolver = resolver
        self.failures: list[Failure] = []
        self._needs_parent = any(step.move is Move.PARENT for step in steps)
        self._seen: set[tuple[Spot | str | int | None, ...]] = set()
        self._visits = 0

    def find(self, root: Node, at: int = 0) -> Iterator[Node]:
        """Yield the nodes that the path means, in the order of the document, from its step `at` on. Raises TooCostly."""
        seen, waiting = self._seen, [(root, at)]
        while waiting:
            node, at = waiting.pop()
            self._visits += 1
            if self._visits > MAX_VISITS:
                raise TooCostly
            state: tuple[Spot | str | int | None, ...] = (node.spot, node.written, at)
            if self._needs_parent and node.parent is not None:
                state += (node.parent.spot, node.parent.written)
            if node.entry is not None:  # a key; several may lead to one value
                state += (node.key,)
            if state in seen:
                continue
            seen.add(state)
            if at == len(self.steps):
                yield node
            else:
                waiting.extend(reversed(list(self._leave(node, at))))

    def take(self, node: Node) -> Iterable[Node]:
        """Return the nodes that the path means behind one that its first step led to. Raises TooCostly when they are asked for."""
        if len(self.steps) > 1:
            return self.find(node, 1)
        if (state := (node.spot, node.written, 1)) in self._seen:
            return ()
        self._seen.add(state)
        return (node,)

    def forget(self) -> None:
        """Forget which nodes were visited, after the last one was asked for."""
        self._seen.clear()

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
                yield from ((source.member(kid), at) for kid in source.spot.kids)
        else:
            yield from ((child, at + 1) for child in self.choose(node.follow(self.resolver), at))

    def choose(self, source: Node, at: int) -> Iterator[Node]:
        """Yield the members that the step `at` leads to, whose references are not followed yet."""
        step = self.steps[at]
        if step.move is Move.NAMES:
            yield from (child for name in step.names if not (child := source.child(name)).is_missing)
        elif step.move is Move.SLICE:
            if isinstance(source.value, list):
                yield from (source.child(index) for index in range(len(source.value))[slice(*step.bounds)])
        else:
            yield from (child for child in source.children() if step.move is Move.ALL or self.fits(child, at))

    def fits(self, child: Node, at: int) -> bool:
        """Whether a member fulfils the filter of the step `at`; one that cannot be judged does not, and is a failure."""
        step = self.steps[at]
        assert step.test is not None  # noqa: S101 - a filter has one
        try:
            return is_truthy(value_of(step.test.term.read(child.follow(self.resolver), self.resolver)))
        except FilterFailed as failure:
            self.failures.append(Failure(child, str(failure), self.steps[at + 1 :]))
            return False


def find_failure(failures: Iterable[Failure], resolver: Resolver | None) -> Failure | None:
    """Return the first failure that changes what a path means: where its other steps lead nowhere, no answer would. Raises TooCostly."""
    walks: dict[tuple[Step, ...], Walk] = {}
    for failure in failures:
        walk = walks.setdefault(failure.rest, Walk(failure.rest, resolver))
        if next(walk.find(failure.node), None) is not None:
            return failure
    return None
