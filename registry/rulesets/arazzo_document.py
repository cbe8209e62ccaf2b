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


def read_arazzo(root: Node, resolver: Resolver | None) -> Members:
    """Return a document with what its references mean in their place; nothing when it is no object. Raises TooLarge."""
    return members_of(resolve_value(root, resolver))


def read_workflows(document: Members) -> Iterator[tuple[int, Members]]:
    """Yield workflows with their number; what is no object is none."""
    for at, workflow in enumerate(items_of(document, "workflows")):
        if isinstance(workflow, dict):
            yield at, workflow


def read_steps(document: Members) -> Iterator[Step]:
    """Yield the steps of all workflows; what is no object is none."""
    for at, workflow in read_workflows(document):
        for number, step in enumerate(items_of(workflow, "steps")):
            if isinstance(step, dict):
                yield Step(step, number, workflow, at)


def find_sources(document: Members) -> dict[str, object]:
    """Return the types of source descriptions by name."""
    listed = (members_of(source) for source in items_of(document, "sourceDescriptions"))
    return {name: source.get("type") for source in listed if isinstance(name := source.get("name"), str)}


def has_member(members: object, key: str, value: object) -> bool:
    """Whether one of a list's objects says `value` under `key`."""
    listed = members if isinstance(members, list) else []
    return any(isinstance(each, dict) and each.get(key) == value for each in listed)


def members_of(value: object) -> Members:
    """Return an object's members, nothing for what is none."""
    return value if isinstance(value, dict) else {}


def items_of(members: Members, key: str) -> list[object]:
    """Return the list under a key, nothing when there is none."""
    found = members.get(key)
    return found if isinstance(found, list) else []
