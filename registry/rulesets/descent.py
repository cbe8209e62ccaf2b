"""One walk through everything below some nodes, for all paths that go on from there."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step
from crossdock.registry.rulesets.triggers import Triggers
from crossdock.registry.rulesets.walk import MAX_VISITS, TooCostly, Walk

_SHARED = (Move.NAMES, Move.ALL, Move.SLICE, Move.FILTER)


class Goal(Protocol):
    """A path that goes on from each collection: the walk of its steps, and the nodes that it means."""

    walk: Walk
    nodes: list[Node]
    error: TooCostly | None


def can_share(steps: Sequence[Step]) -> bool:
    """Whether a path that goes on so asks nothing about the way by which a collection was reached: it does not go back to it."""
    first = steps[0] if steps else None
    if first is None or first.move not in _SHARED or (first.test and first.test.term.reads_around):
        return False
    depth = 0
    for step in steps:
        depth += -1 if step.move is Move.PARENT else 1
        if depth < 1:
            return False
    return True


def descend(starts: Iterable[Node], goals: Sequence[Goal], resolver: Resolver | None) -> None:
    """Add to each goal what its path means below the starts, in the order of the document. Raises TooCostly.

    A collection that references lead to is looked at once: the members of what another reference leads to are the same.
    """
    triggers = Triggers(goals, resolver)
    seen_here: set[object] = set()  # where they are written
    seen_behind: set[object] = set()  # behind references with nothing beside them
    seen_beside: set[object] = set()
    waiting = [*starts]
    waiting.reverse()
    while waiting:
        source = waiting.pop()
        spot = source.spot
        if spot.settled is not spot:
            source = source.follow(resolver)
            spot = source.spot
        if not isinstance(source.value, (dict, list)):
            continue
        written = source.written
        is_plain = written is None or written is spot or written.is_reference_only
        seen = seen_here if written is spot else seen_behind if is_plain else seen_beside
        state = spot if is_plain else (spot, written)
        if state in seen:
            continue
        seen.add(state)
        if len(seen_here) + len(seen_behind) + len(seen_beside) > MAX_VISITS:
            raise TooCostly
        go_on = triggers.look(source)
        go_on.reverse()
        if written is None:
            waiting += [Node(kid.value, kid, kid.key, source) for kid in go_on]
        elif written is spot:
            waiting += [Node(kid.value, kid, kid.key, source, kid) for kid in go_on]
        else:
            waiting += [source.member(kid) for kid in go_on]
