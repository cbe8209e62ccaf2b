"""Lays out a small directed graph in layers, top to bottom, so that few edges cross. Deterministic; for tens of nodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are: each node's (x, y) centre, each edge's points from source to target, and the whole size."""

    nodes: dict[str, tuple[float, float]]
    edges: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


def lay_out(
    nodes: Sequence[str],
    edges: Sequence[tuple[str, str]],
    *,
    width: float = 150,
    gap: float = 40,
    lane: float = 46,
    height: float = 100,
) -> Layout:
    """Lay out nodes of one width, `gap` apart, in layers `height` apart; edges that pass a layer take a `lane` in it.

    An edge from a node to itself has no points; who draws it knows where the node is.
    """
    forward = _turn_forward(nodes, edges)
    ranks = _rank(nodes, forward)
    chains = [_make_chain(index, edge, ranks) for index, edge in enumerate(forward)]
    layers = _fill(nodes, ranks, chains)
    links = [(a, b) for chain in chains for a, b in pairwise(chain)]
    layers = _order(layers, links)
    widths = {name: width if name in ranks else lane for layer in layers for name in layer}
    xs = _place(layers, links, widths, gap)
    ys = {name: index * height + height / 2 for index, layer in enumerate(layers) for name in layer}
    points = []
    for chain, edge, turned in zip(chains, edges, forward, strict=True):
        path = [(xs[name], ys[name]) for name in chain] if edge[0] != edge[1] else []
        points.append(tuple(path if edge == turned else reversed(path)))
    whole = max((xs[name] + widths[name] / 2 for name in xs), default=0)
    return Layout({name: (xs[name], ys[name]) for name in nodes}, tuple(points), whole, len(layers) * height)


def _turn_forward(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Turn the edges that lead back, seen from the first nodes, so that no circle remains."""
    following: dict[str, list[str]] = {name: [] for name in nodes}
    for source, target in edges:
        following[source].append(target)
    done: set[str] = set()
    back: set[tuple[str, str]] = set()
    for root in nodes:
        stack = [(root, iter(following[root]))] if root not in done else []
        path = {root} if stack else set()
        while stack:
            name, rest = stack[-1]
            ahead = next(rest, None)
            if ahead is None:
                stack.pop()
                path.discard(name)
                done.add(name)
            elif ahead in path:
                back.add((name, ahead))
            elif ahead not in done:
                path.add(ahead)
                stack.append((ahead, iter(following[ahead])))
    return [(b, a) if (a, b) in back else (a, b) for a, b in edges]


def _rank(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each node the length of the longest way to it."""
    ranks = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in edges:
            if source != target:
                ranks[target] = max(ranks[target], ranks[source] + 1)
    return ranks


def _make_chain(index: int, edge: tuple[str, str], ranks: dict[str, int]) -> list[str]:
    """Return an edge's nodes, with one more for each layer it passes; their names cannot be those of nodes."""
    source, target = edge
    if source == target:
        return [source]
    return [source, *(f"\0{index}\0{rank}" for rank in range(ranks[source] + 1, ranks[target])), target]


def _fill(nodes: Sequence[str], ranks: dict[str, int], chains: list[list[str]]) -> list[list[str]]:
    layers: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for name in nodes:
        layers[ranks[name]].append(name)
    for chain in chains:
        for step, name in enumerate(chain[1:-1], 1):
            layers[ranks[chain[0]] + step].append(name)
    return layers


def _order(layers: list[list[str]], links: list[tuple[str, str]]) -> list[list[str]]:
    """Order each layer by where its neighbours are, up and down in turn, and keep the order with the fewest crossings."""
    best, fewest = layers, _count_crossings(layers, links)
    for sweep in range(SWEEPS):
        is_down = sweep % 2 == 0
        layers = _sweep(layers, links, is_down=is_down)
        crossings = _count_crossings(layers, links)
        if crossings < fewest:
            best, fewest = layers, crossings
    return best


def _sweep(layers: list[list[str]], links: list[tuple[str, str]], *, is_down: bool) -> list[list[str]]:
    place = {name: float(index) for layer in layers for index, name in enumerate(layer)}
    beside: dict[str, list[str]] = {}
    for upper, lower in links:
        beside.setdefault(lower if is_down else upper, []).append(upper if is_down else lower)
    result = list(layers)
    for index in range(len(layers)) if is_down else reversed(range(len(layers))):
        middle = {
            n: sum(place[m] for m in beside[n]) / len(beside[n]) if n in beside else place[n] for n in layers[index]
        }
        result[index] = sorted(layers[index], key=lambda name: (middle[name], place[name]))
        place |= {name: float(at) for at, name in enumerate(result[index])}
    return result


def _count_crossings(layers: list[list[str]], links: list[tuple[str, str]]) -> int:
    place = {name: (row, index) for row, layer in enumerate(layers) for index, name in enumerate(layer)}
    by_layer: dict[int, list[tuple[int, int]]] = {}
    for upper, lower in links:
        by_layer.setdefault(place[upper][0], []).append((place[upper][1], place[lower][1]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0 for found in by_layer.values() for i, a in enumerate(found) for b in found[:i]
    )


def _place(
    layers: list[list[str]], links: list[tuple[str, str]], widths: dict[str, float], gap: float
) -> dict[str, float]:
    """Move each node towards the middle of its neighbours, as far as its own neighbours in the layer let it."""
    beside: dict[str, list[str]] = {}
    for upper, lower in links:
        beside.setdefault(upper, []).append(lower)
        beside.setdefault(lower, []).append(upper)
    xs: dict[str, float] = {}
    for layer in layers:
        at = 0.0
        for name in layer:
            xs[name] = at + widths[name] / 2
            at += widths[name] + gap
    for _ in range(3 * SWEEPS):
        for layer in layers:
            wanted = [
                sum(xs[n] for n in beside[name]) / len(beside[name]) if name in beside else xs[name] for name in layer
            ]
            xs |= zip(layer, _spread(wanted, [widths[name] for name in layer], gap), strict=True)
    least = min((xs[name] - widths[name] / 2 for name in xs), default=0)
    return {name: round(x - least, 1) for name, x in xs.items()}


def _spread(wanted: list[float], widths: list[float], gap: float) -> list[float]:
    """Return places near the wanted ones that keep order and distance: the mean of pushing rightwards and pushing leftwards."""
    right, left = list(wanted), list(wanted)
    for index in range(1, len(wanted)):
        right[index] = max(wanted[index], right[index - 1] + (widths[index - 1] + widths[index]) / 2 + gap)
    for index in reversed(range(len(wanted) - 1)):
        left[index] = min(wanted[index], left[index + 1] - (widths[index] + widths[index + 1]) / 2 - gap)
    return [(a + b) / 2 for a, b in zip(right, left, strict=True)]
