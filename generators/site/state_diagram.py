"""A workflow as a state diagram: places of the states, curves of the transitions, for an SVG template to draw."""

from dataclasses import dataclass
from itertools import pairwise

from crossdock.generators.site.layers import lay_out
from crossdock.registry.model.workflow import Workflow, WorkflowState

WIDTH = 168
HEIGHT = 46
MARGIN = 24
MAX_STATES = 40
MAX_ARROWS = 120
LOOP = 44
RETURN = 34  # how far the two ways between a pair of states stand from their middle


@dataclass(frozen=True, slots=True)
class StateBox:
    """A state, with the middle of its box."""

    state: WorkflowState
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """Transitions from one state to another: an SVG path, their names, and where these stand."""

    path: str
    names: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class StateDiagram:
    """All of it, in a box of the given size."""

    boxes: tuple[StateBox, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def draw_states(workflow: Workflow) -> StateDiagram | None:
    """Lay a workflow out; `None` when it is too large to be read as a drawing.

    A transition that names an unknown state is left out; the check reports it.
    """
    states = {state.name: state for state in sorted(workflow.states, key=lambda state: not state.is_initial)}
    named: dict[tuple[str, str], list[str]] = {}
    for transition in workflow.transitions:
        for source in transition.sources:
            if source in states and transition.target in states:
                named.setdefault((source, transition.target), []).append(transition.name)
    if len(states) > MAX_STATES or len(named) > MAX_ARROWS:
        return None
    layout = lay_out(list(states), list(named), width=WIDTH, lane=84, gap=26, height=112)
    at = {name: (x + MARGIN, y + MARGIN) for name, (x, y) in layout.nodes.items()}
    arrows = [
        _draw_arrow(_set_apart(edge, points, (edge[1], edge[0]) in named), names, at[edge[0]])
        for edge, names, points in zip(named, named.values(), layout.edges, strict=True)
    ]
    boxes = tuple(StateBox(states[name], *at[name]) for name in states)
    has_loop = any(source == target for source, target in named)
    width = layout.width + 2 * MARGIN + (2 * LOOP if has_loop else 0)
    return StateDiagram(boxes, tuple(arrows), round(width), round(layout.height + 2 * MARGIN))


def _set_apart(
    edge: tuple[str, str], points: tuple[tuple[float, float], ...], has_return: bool
) -> list[tuple[float, float]]:
    """Return an edge's points inside the margin; the way there and the way back keep to different sides."""
    aside = 0 if not has_return else RETURN if points and points[-1][1] > points[0][1] else -RETURN
    return [(x + MARGIN + aside, y + MARGIN) for x, y in points] if edge[0] != edge[1] else []


def _draw_arrow(points: list[tuple[float, float]], names: list[str], home: tuple[float, float]) -> Arrow:
    if not points:
        x, y = home[0] + WIDTH / 2, home[1]
        path = f"M{x:g} {y - 10:g} C{x + LOOP:g} {y - 26:g} {x + LOOP:g} {y + 26:g} {x:g} {y + 10:g}"
        return Arrow(path, tuple(names), x + LOOP + 10, y)
    sign = 1 if points[-1][1] > points[0][1] else -1
    lean = max(-WIDTH / 2.6, min(WIDTH / 2.6, (points[1][0] - points[0][0]) / 3))
    arrive = max(-WIDTH / 2.6, min(WIDTH / 2.6, (points[-2][0] - points[-1][0]) / 3))
    start = (points[0][0] + lean, points[0][1] + sign * HEIGHT / 2)
    end = (points[-1][0] + arrive, points[-1][1] - sign * (HEIGHT / 2 + 7))
    whole = [start, *points[1:-1], end]
    path = f"M{start[0]:g} {start[1]:g}" + "".join(_curve(a, b) for a, b in pairwise(whole))
    x, y = whole[len(whole) // 2] if len(whole) > 2 else ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return Arrow(path, tuple(names), round(x, 1), round(y, 1))


def _curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    half = (b[1] - a[1]) / 2
    return f" C{a[0]:g} {a[1] + half:g} {b[0]:g} {b[1] - half:g} {b[0]:g} {b[1]:g}"
