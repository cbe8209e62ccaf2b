"""A workflow: how systems move one entity through its states."""

from dataclasses import dataclass

from crossdock.registry.model.reference import Reference


@dataclass(frozen=True, slots=True)
class WorkflowState:
    """A state and the system that owns it. It must be left within `within` seconds, `None` for no limit."""

    name: str
    owner: str | None = None
    is_initial: bool = False
    is_final: bool = False
    within: float | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """What moves the entity: which message, from which states to which, and what happens when it comes twice, late or too early.

    `trigger` names the message by contract and place, `idempotent_by` is a runtime expression, `compensation` the name of what
    takes the transition back. `None` where nothing was said.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    trigger: Reference | None = None
    idempotent_by: str | None = None
    duplicate: str | None = None
    late: str | None = None
    out_of_order: str | None = None
    compensation: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A `workflow.yaml`. `invariants` are sentences."""

    title: str
    entity: Reference
    states: tuple[WorkflowState, ...]
    transitions: tuple[Transition, ...]
    invariants: tuple[str, ...] = ()
    description: str = ""
