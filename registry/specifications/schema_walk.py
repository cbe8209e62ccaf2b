"""Walks the objects of a document that can be schemas, past examples, defaults and other values."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.documents.sieve import ENTRIES, mentions
from crossdock.registry.model.location import Place

# names of entries that hold values, not schemas
_VALUES = frozenset({"example", "examples", "default", "enum", "const", "value"})
# names of entries that map names to schemas, so that what is below is named by people
_MAPS = frozenset(
    {"properties", "patternProperties", "definitions", "$defs", "schemas", "dependentSchemas", "dependencies"}
)
_BRANCHES = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"})

Steps = tuple["Steps", str | int] | tuple[()]


@dataclass(frozen=True, slots=True)
class Met:
    """An object met on the walk. `is_branch` means that it says only part of what holds at its place (`allOf`, `then` …)."""

    data: dict[str, object]
    steps: Steps
    is_branch: bool

    def place(self, root: Place) -> Place:
        """Return where it stands, below the place where the walk began."""
        tokens: list[str | int] = []
        steps = self.steps
        while steps:
            steps, token = steps
            tokens.append(token)
        return root.child(*reversed(tokens))


def walk_objects(data: object, keywords: frozenset[str]) -> Iterator[Met]:
    """Yield every object that can be a schema and has one of the keywords; extensions and values are left out."""
    words = [f'"{keyword}"'.encode() for keyword in keywords]
    stack: list[tuple[object, Steps, int, bool, bool]] = [(data, (), 0, False, False)]
    while stack:
        value, steps, depth, is_map, is_branch = stack.pop()
        if depth in ENTRIES and not mentions(value, words):
            continue
        depth += 1
        if isinstance(value, dict):
            if not is_map and not keywords.isdisjoint(value):
                yield Met(value, steps, is_branch)
            for name, below in reversed(value.items()):
                if isinstance(below, (dict, list)) and (is_map or (name not in _VALUES and not name.startswith("x-"))):
                    is_named, is_part = not is_map and name in _MAPS, not is_map and name in _BRANCHES
                    stack.append((below, (steps, name), depth, is_named, is_part))
        elif isinstance(value, list):
            for index in range(len(value) - 1, -1, -1):
                if isinstance(value[index], (dict, list)):
                    stack.append((value[index], (steps, index), depth, False, is_branch))
