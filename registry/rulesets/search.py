"""Finds what the paths of all rules mean in one document; paths that begin alike share the walk of their beginning."""

from collections import Counter

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.descent import can_share, descend
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step
from crossdock.registry.rulesets.walk import Failure, TooCostly, Walk

Steps = tuple[Step, ...]


class Found:
    """What one path means: nodes in the order of the document; `failures` are where a filter met what it does not expect."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.nodes: list[Node] = []
        self.failures: list[Failure] = walk.failures
        self.is_done = False
        self.error: TooCostly | None = None

    def finish(self, before: "Found | None", behind: Steps) -> None:
        """Forget what only a walk needs; `before` is what the beginning of the path means, `behind` are the steps after it."""
        self.walk.forget()
        if before is not None and before.failures:
            early = [Failure(each.node, each.reason, each.rest + behind) for each in before.failures]
            self.failures = early + self.failures


class Search:
    """The paths of one run over one document, its references followed by `resolver` (`None` reads the text as written).

    All paths are announced with `add` before the first one is asked for, so that they can share work.
    """

    def __init__(self, root: Node, resolver: Resolver | None) -> None:
        self.root = root
        self.resolver = resolver
        self._found: dict[Steps, Found] = {}
        self._uses: Counter[Steps] = Counter()
        self._groups: dict[
            Steps, list[Steps]
        ] = {}  # by what comes before the last `..`, the paths that go on from there

    def add(self, steps: Steps) -> None:
        """Announce a path, once for each time that it is asked for and released."""
        self._uses[steps] += 1
        if steps in self._found:
            return
        at = _last_descent(steps)
        if at is None or not can_share(steps[at + 1 :]):
            is_short = _is_straight(steps) and len(steps) > 1
            self._found[steps] = Found(Walk(steps[-1:] if is_short else steps, self.resolver))
            if is_short:
                self.add(steps[:-1])
            return
        self._found[steps] = Found(Walk(steps[at + 1 :], self.resolver))
        self._groups.setdefault(steps[:at], []).append(steps)
        if at:
            self.add(steps[:at])

    def find(self, steps: Steps) -> Found:
        """Return what a path that was announced means. Raises TooCostly."""
        found = self._found[steps]
        if not found.is_done:
            at = _last_descent(steps)
            group = self._groups.get(steps[:at], []) if at is not None else []
            if steps in group:
                self._descend(steps[:at], group)
            else:
                self._walk(steps, found)
        if found.error is not None:
            raise found.error
        return found

    def release(self, steps: Steps) -> None:
        """Say that what a path means was used; after the last time it is forgotten."""
        self._uses[steps] -= 1
        if not self._uses[steps]:
            self._found[steps].nodes.clear()

    def _descend(self, beginning: Steps, group: list[Steps]) -> None:
        """Find what all paths of a group mean in one walk."""
        waiting = [each for steps in group if not (each := self._found[steps]).is_done]
        for each in waiting:
            each.is_done = True
        try:
            before = self.find(beginning) if beginning else None
            descend(before.nodes if before else [self.root], waiting, self.resolver)
        except TooCostly as error:
            for each in waiting:
                each.error = error
            return
        for each in waiting:
            each.finish(before, (Step(Move.DESCEND), *each.walk.steps))
        for _ in group if beginning else ():
            self.release(beginning)

    def _walk(self, steps: Steps, found: Found) -> None:
        """Find what a path means by itself: the last step of a straight one goes on from what the steps before it mean."""
        found.is_done = True
        try:
            before = self.find(steps[:-1]) if len(found.walk.steps) < len(steps) else None
            for start in before.nodes if before else [self.root]:
                found.nodes.extend(found.walk.find(start))
            found.finish(before, found.walk.steps)
            if before is not None:
                self.release(steps[:-1])
        except TooCostly as error:
            found.error = error


def _last_descent(steps: Steps) -> int | None:
    return next((at for at in reversed(range(len(steps))) if steps[at].move is Move.DESCEND), None)


def _is_straight(steps: Steps) -> bool:
    """Whether each step leads on from what the steps before it led to, and from nothing else."""
    return all(step.move not in (Move.DESCEND, Move.PARENT) for step in steps)
