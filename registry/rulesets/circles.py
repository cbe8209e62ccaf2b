"""References that lead back to where they stand: tools for the format leave them as they are written, and rules see `$ref`.

As Spectral has it: a reference inside of what it leads to, or of what that leads to in turn, at any number of steps.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import Place, escape_token, split_pointer

Path = tuple[str, ...]


def is_left(place: Place, resolver: Resolver) -> bool:
    """Whether the reference that stands at a place is not followed."""
    key = ("circles", place.path)
    left = resolver.memory.get(key)
    if not isinstance(left, frozenset):
        document = resolver.load(place.path)
        left = find_circles(document.data) if document is not None else frozenset()
        resolver.memory[key] = left
    return place.pointer in left


def find_circles(data: object) -> frozenset[str]:
    """Return the pointers of the references of a document, to itself, that lead back to where they stand.

    >>> sorted(find_circles({"a": {"b": {"$ref": "#/c"}}, "c": {"d": {"$ref": "#/a"}}, "e": {"$ref": "#/a"}}))
    ['/a/b', '/c/d']
    """
    references = list(_find_references(data))
    groups = _group(_connect(references))
    left = set()
    for path, target in references:
        above = (path[:length] for length in range(1, len(path) + 1))
        if target == path[: len(target)] or any(
            target in groups and groups.get(each) == groups[target] for each in above
        ):
            left.add("".join(f"/{escape_token(name)}" for name in path))
    return frozenset(left)


def _find_references(data: object) -> Iterator[tuple[Path, Path]]:
    """Yield where references of a document to itself stand, and where they lead; one to the whole document is followed."""
    waiting: list[tuple[object, Path]] = [(data, ())]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str):
                if reference.startswith("#/"):
                    yield path, tuple(split_pointer(unquote(reference[1:])))
                continue
            waiting.extend((child, (*path, name)) for name, child in value.items() if isinstance(child, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(
                (child, (*path, str(index))) for index, child in enumerate(value) if isinstance(child, (dict, list))
            )


def _connect(references: list[tuple[Path, Path]]) -> Mapping[Path, set[Path]]:
    """Return which targets of references hold references to which others."""
    targets = {target for _, target in references}
    edges: dict[Path, set[Path]] = {target: set() for target in targets}
    for path, target in references:
        for length in range(1, len(path)):
            above = path[:length]
            if above in targets and above != target[:length]:
                edges[above].add(target)
    return edges


def _group(edges: Mapping[Path, set[Path]]) -> Mapping[Path, int]:
    """Return the number of the circle of each node that lies in one: nodes that lead to each other (Tarjan 1972)."""
    order: dict[Path, int] = {}
    lowest: dict[Path, int] = {}
    stack: list[Path] = []
    groups: dict[Path, int] = {}
    for start in edges:
        waiting = [(start, iter(sorted(edges[start])))] if start not in order else []
        while waiting:
            node, rest = waiting[-1]
            if node not in order:
                order[node] = lowest[node] = len(order)
                stack.append(node)
            following = next(rest, None)
            if following is None:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == order[node]:
                    _close(node, stack, groups, lowest[node])
            elif following not in order:
                waiting.append((following, iter(sorted(edges[following]))))
            elif following not in groups:
                lowest[node] = min(lowest[node], order[following])
    counts: dict[int, int] = defaultdict(int)
    for number in groups.values():
        counts[number] += 1
    return {node: number for node, number in groups.items() if counts[number] > 1}


def _close(node: Path, stack: list[Path], groups: dict[Path, int], number: int) -> None:
    """Give the nodes above one on the stack, and itself, the number of their circle."""
    while True:
        member = stack.pop()
        groups[member] = number
        if member == node:
            return
