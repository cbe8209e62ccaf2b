"""Diagrams: nothing overlaps, edges go down unless they lead back, and odd graphs are laid out too."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossdock.generators.site.layers import lay_out
from crossdock.generators.site.state_diagram import HEIGHT, WIDTH, draw_states
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.workflow import Transition, Workflow, WorkflowState

NAMES = [f"n{number}" for number in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25, unique=True)


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_no_two_nodes_overlap(edges: list[tuple[str, str]]) -> None:
    layout = lay_out(NAMES, edges, width=100, gap=20, height=90)
    for (ax, ay), (bx, by) in combinations(layout.nodes.values(), 2):
        assert ay != by or abs(ax - bx) >= 100 + 20 - 0.2
    for x, y in layout.nodes.values():
        assert x + 0.1 >= 50
        assert x <= layout.width - 50 + 0.1
        assert 0 < y < layout.height


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_each_edge_leads_from_its_source_to_its_target(edges: list[tuple[str, str]]) -> None:
    layout = lay_out(NAMES, edges)
    for (source, target), points in zip(edges, layout.edges, strict=True):
        if source == target:
            assert points == ()
        else:
            assert (points[0], points[-1]) == (layout.nodes[source], layout.nodes[target])


def test_a_line_goes_down_and_the_way_back_up() -> None:
    layout = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    heights = [layout.nodes[name][1] for name in "abc"]
    assert heights == sorted(heights)
    assert layout.edges[2][0][1] > layout.edges[2][-1][1]


def test_nothing_is_laid_out_as_nothing() -> None:
    assert lay_out([], []).nodes == {}


def test_a_state_diagram_draws_each_pair_of_states_once() -> None:
    states = (WorkflowState("A", is_initial=True), WorkflowState("B", is_final=True))
    transitions = (
        Transition("go", ("A",), "B"),
        Transition("run", ("A",), "B"),
        Transition("stay", ("A",), "A"),
        Transition("lost", ("NOWHERE",), "B"),
    )
    diagram = draw_states(Workflow("w", Reference("s", "e"), states, transitions))
    assert diagram is not None
    assert [arrow.names for arrow in diagram.arrows] == [("go", "run"), ("stay",)]
    for box in diagram.boxes:
        assert WIDTH / 2 <= box.x <= diagram.width - WIDTH / 2
        assert HEIGHT / 2 <= box.y <= diagram.height - HEIGHT / 2


def test_a_workflow_too_large_to_be_read_is_not_drawn() -> None:
    states = tuple(WorkflowState(f"S{number}") for number in range(2_000))
    transitions = tuple(Transition(f"t{number}", ("S0",), f"S{number}") for number in range(2_000))
    assert draw_states(Workflow("w", Reference("s", "e"), states, transitions)) is None
