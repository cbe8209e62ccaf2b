"""The parts of an Arazzo document, as functions of built-in rules see them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value

Members = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """A step by its number in the workflow with the number `at`; both begin with 0."""

    members: Members
    number: int
    workflow: Members
    at: int

    @property
    def tokens(self) -> tuple[object, ...]:
        """The reference tokens of its place."""
        return ("workflows", self.at, "steps", self.number)


@dataclass(frozen=True, slots=True, eq=False)
class Arazzo:
    """A document and the names in it.

    `workflows` are the numbers of the workflows by id, the first of each; `steps` the ids of each workflow's steps; `sources` the types of
    source descriptions by name.
    """

    data: Members
    workflows: Mapping[str, int]
    steps: tuple[frozenset[str], ...]
    sources: Mapping[str, object]


def read_arazzo(root: Node, resolver: Resolver | None) -> Arazzo:
    """Return a document with what its references mean in their place; nothing when it is no object. Raises TooLarge."""
    return index_arazzo(members_of(resolve_value(root, resolver)))


def index_arazzo(data: Members) -> Arazzo:
    """Return a document with its names."""
    listed = [members_of(workflow) for workflow in items_of(data, "workflows")]
    named = [(workflow.get("workflowId"), at) for at, workflow in enumerate(listed)]
    steps = tuple(frozenset(_texts(items_of(workflow, "steps"), "stepId")) for workflow in listed)
    sources = items_of(data, "sourceDescriptions")
    types = [members_of(source).get("type") for source in sources if _texts([source], "name")]
    numbers = {name: at for name, at in reversed(named) if isinstance(name, str)}
    return Arazzo(data, numbers, steps, dict(zip(_texts(sources, "name"), types, strict=True)))


def _texts(listed: list[object], key: str) -> list[str]:
    return [found for each in listed if isinstance(found := members_of(each).get(key), str)]


def read_workflows(document: Arazzo) -> Iterator[tuple[int, Members]]:
    """Yield workflows with their number; what is no object is none."""
    for at, workflow in enumerate(items_of(document.data, "workflows")):
        if isinstance(workflow, dict):
            yield at, workflow


def read_steps(document: Arazzo) -> Iterator[Step]:
    """Yield the steps of all workflows; what is no object is none."""
    for at, workflow in read_workflows(document):
        for number, step in enumerate(items_of(workflow, "steps")):
            if isinstance(step, dict):
                yield Step(step, number, workflow, at)


def members_of(value: object) -> Members:
    """Return an object's members, nothing for what is none."""
    return value if isinstance(value, dict) else {}


def items_of(members: Members, key: str) -> list[object]:
    """Return the list under a key, nothing when there is none."""
    found = members.get(key)
    return found if isinstance(found, list) else []
