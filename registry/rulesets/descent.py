"""One walk through everything below some nodes, for all paths that go on from there."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step
from crossdock.registry.rulesets.spot import Spot
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
    seen: set[Spot] = set()  # as they are written, or behind references alone
    seen_behind: set[Spot] = set()
    seen_beside: set[tuple[Spot, Spot]] = set()  # behind a reference that has something beside it
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
        if written is spot:
            if spot in seen:
                continue
            seen.add(spot)
        elif written is None or written.is_reference_only:
            if spot in seen_behind:
                continue
            seen_behind.add(spot)
        else:
            if (spot, written) in seen_beside:
                continue
            seen_beside.add((spot, written))
        if len(seen) + len(seen_behind) + len(seen_beside) > MAX_VISITS:
            raise TooCostly
        go_on = triggers.look(source)
        go_on.reverse()
        if written is None:
            waiting += [Node(kid.value, kid, kid.key, source) for kid in go_on]
        elif written is spot:
            waiting += [Node(kid.value, kid, kid.key, source, kid) for kid in go_on]
        else:
            waiting += [source.member(kid) for kid in go_on]
