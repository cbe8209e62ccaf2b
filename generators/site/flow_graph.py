"""Who provides to whom: flows between systems, and a graph of them in bands by role."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from crossdock.registry.model.catalog import Catalog, CatalogEntry
from crossdock.registry.model.landscape import Consumption, System

WIDTH = 960
BAND = 138
BOX = (138, 50)
LABEL = 104  # the column of the bands' names
_BANDS = (
    ("Experience", ("portal",)),
    ("Process", ("process",)),
    ("Systems", ("erp", "finance", "tms", "wms")),
    ("Partners", ("carrier", "3pl", "edi")),
    ("Foundation", ("platform", "canonical")),
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A system consumes a contract line of another."""

    provider: str
    consumer: str
    entry: CatalogEntry
    use: Consumption


@dataclass(frozen=True, slots=True)
class Node:
    """A system, with the middle of its box."""

    system: System
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stream:
    """All flows from one system to another: an SVG path and how many there are."""

    provider: str
    consumer: str
    path: str
    count: int

    @property
    def width(self) -> float:
        """How thick it is drawn."""
        return round(1 + min(self.count, 9) * 0.45, 2)


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """Bands (name, middle), systems and streams, in a box of the given size."""

    bands: tuple[tuple[str, float], ...]
    nodes: tuple[Node, ...]
    streams: tuple[Stream, ...]
    width: int
    height: int


def find_flows(catalog: Catalog) -> tuple[Flow, ...]:
    """Return every consumption of a contract that is there, by provider, contract and consumer."""
    flows = [
        Flow(entry.contract.system, use.system, entry, use) for entry in catalog.entries for use in entry.consumers
    ]
    return tuple(sorted(flows, key=lambda f: (f.provider, f.entry.contract.key, f.consumer, f.use.pointer)))


def draw_flows(systems: Iterable[System], flows: Iterable[Flow]) -> FlowGraph:
    """Place the systems that take part in bands by role, and draw a stream for each pair of them."""
    counts: dict[tuple[str, str], int] = {}
    for flow in flows:
        if flow.provider != flow.consumer:
            counts[flow.provider, flow.consumer] = counts.get((flow.provider, flow.consumer), 0) + 1
    taking_part = {name for pair in counts for name in pair}
    bands = _band([system for system in systems if system.id in taking_part])
    width = max(WIDTH, LABEL + (BOX[0] + 18) * max((len(found) for _, found in bands), default=0))
    nodes = _order_bands(bands, counts, width)
    at = {node.system.id: node for node in nodes}
    streams = tuple(
        Stream(a, b, _draw(at[a], at[b], (b, a) in counts, width / 2), number)
        for (a, b), number in sorted(counts.items())
        if a in at and b in at
    )
    names = tuple((name, index * BAND + BAND / 2) for index, (name, _) in enumerate(bands))
    return FlowGraph(names, tuple(nodes), streams, width, len(bands) * BAND)


def _band(systems: list[System]) -> list[tuple[str, list[System]]]:
    known = {role for _, roles in _BANDS for role in roles}
    bands = [(name, [s for s in systems if s.role in roles]) for name, roles in _BANDS]
    bands.append(("Others", [s for s in systems if s.role not in known]))
    return [(name, found) for name, found in bands if found]


def _order_bands(bands: list[tuple[str, list[System]]], counts: dict[tuple[str, str], int], width: int) -> list[Node]:
    """Place each band's systems, busiest in the middle."""
    busy: dict[str, int] = {}
    for pair, number in counts.items():
        for name in pair:
            busy[name] = busy.get(name, 0) + number
    nodes = []
    for row, (_, systems) in enumerate(bands):
        ranked = sorted(systems, key=lambda s: (busy.get(s.id, 0), s.id))
        ordered = [*ranked[::2], *reversed(ranked[1::2])]
        step = (width - LABEL) / len(ordered)
        nodes += [
            Node(system, round(LABEL + step * (index + 0.5), 1), row * BAND + BAND / 2)
            for index, system in enumerate(ordered)
        ]
    return nodes


def _draw(a: Node, b: Node, has_return: bool, middle: float) -> str:
    """Draw a curve from box to box; the way there and the way back keep apart."""
    shift = 12 if has_return else 0
    if a.y == b.y:
        side = -1 if a.x < b.x else 1
        bend = side * (22 + min(44, abs(b.x - a.x) / 9))
        x1, x2, y = a.x, b.x, a.y + side * BOX[1] / 2
        return f"M{x1 - shift:g} {y:g} C{x1:g} {y + bend:g} {x2:g} {y + bend:g} {x2 + shift:g} {y:g}"
    side = 1 if b.y > a.y else -1
    shift *= side
    lean = max(-40, min(40, (b.x - a.x) / 8))
    x1, y1 = a.x + shift + lean, a.y + side * BOX[1] / 2
    x2, y2 = b.x + shift - lean, b.y - side * (BOX[1] / 2 + 6)
    passed = abs(b.y - a.y) / BAND
    aside = 0.0 if passed <= 1 or abs(b.x - a.x) > BOX[0] else math.copysign(BOX[0] * 0.75, middle - a.x or 1)
    half = (y2 - y1) / 2
    return f"M{x1:g} {y1:g} C{x1 + aside:g} {y1 + half:g} {x2 + aside:g} {y2 - half:g} {x2:g} {y2:g}"
