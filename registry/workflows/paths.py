"""The paths that a workflow allows."""

from collections.abc import Iterable

from crossdock.registry.model.workflow import Transition, Workflow

Path = tuple[str, ...]  # a state, and then a transition and the state it leads to, and so on


class Paths:
    """All transitions of a workflow between states that exist."""

    def __init__(self, workflow: Workflow) -> None:
        known = {state.name for state in workflow.states}
        self._steps: list[tuple[str, Transition]] = [
            (source, step)
            for step in workflow.transitions
            for source in step.sources
            if step.target in known and source in known
        ]

    def from_any(self, start: Iterable[str], without: str | None = None) -> dict[str, Path]:
        """Return a shortest path to each state that can be reached from some states, never entering one of them."""
        paths: dict[str, Path] = {name: (name,) for name in sorted(start) if name != without}
        waiting = list(paths)
        for name in waiting:
            for source, step in self._steps:
                if source == name and step.target not in paths and step.target != without:
                    paths[step.target] = (*paths[name], step.name, step.target)
                    waiting.append(step.target)
        return paths

    def after(self, start: str, goal: str) -> Path | None:
        """Return a path of at least one transition from a state to another, or back to itself; `None` when there is none."""
        found = self.from_any([start])
        if goal != start:
            return found.get(goal)
        back = [
            (*found[source], step.name, goal) for source, step in self._steps if step.target == goal and source in found
        ]
        return min(back, key=len, default=None)
