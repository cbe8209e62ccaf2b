"""What schemas cost a validator that reference each other: on one value, level by level, and when they are compiled, circle by circle."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from crossdock.registry.model.interface import JsonSchema

MAX_COST = 1_000_000  # subschemas that are tried on one value
MAX_CIRCLES = 40  # references among definitions that lead to themselves,
MAX_CLOSED = 20  # and places among them that ask what the others evaluate
_LISTS = ("allOf", "anyOf", "oneOf")
_SINGLE = ("not", "if", "then", "else")
_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_PREFIX = "#/$defs/"
_Uses = Counter[str]


def is_too_costly(schema: JsonSchema) -> bool:
    """Whether a bundle may try more than a million subschemas on a single value; references in a circle count once."""
    definitions = schema.get("$defs") if isinstance(schema, Mapping) else None
    if not isinstance(definitions, Mapping):
        return False
    uses = {name: _count_uses(definition) for name, definition in definitions.items()}
    costs: dict[str, int] = {}
    for name in uses:
        _find_cost(name, uses, costs)
    return any(cost > MAX_COST for cost in costs.values())


def _find_cost(start: str, uses: Mapping[str, _Uses], costs: dict[str, int]) -> None:
    """Fill in the costs of a definition and of all that it uses, innermost first."""
    stack = [start]
    entered: set[str] = set()
    while stack:
        name = stack[-1]
        missing = [used for used in uses[name] if used in uses and used not in costs and used not in entered]
        if name not in entered:
            entered.add(name)
            if missing:
                stack.extend(missing)
                continue
        stack.pop()
        if name not in costs:
            total = 1 + sum(times * costs.get(used, 1) for used, times in uses[name].items())
            costs[name] = min(total, MAX_COST + 1)


def _count_uses(schema: object) -> _Uses:
    """Return how often a schema applies each definition to the value itself; what is asked for as evaluated is applied twice."""
    uses: _Uses = Counter()
    waiting = [(schema, 1)]
    while waiting:
        node, times = waiting.pop()
        if isinstance(node, Mapping):
            times = min(times * 2, MAX_COST) if any(word in node for word in _UNEVALUATED) else times
            reference = node.get("$ref")
            if isinstance(reference, str):
                uses[reference.removeprefix(_PREFIX)] += times
            waiting.extend((part, times) for part in _applied(node))
    return uses


def _applied(node: Mapping[str, object]) -> Iterator[object]:
    for keyword in _LISTS:
        if keyword in node:
            yield from cast(Iterable[object], node[keyword]) if isinstance(node[keyword], list) else ()
    for keyword in _SINGLE:
        if keyword in node:
            yield node[keyword]
    dependent = node.get("dependentSchemas")
    yield from dependent.values() if isinstance(dependent, Mapping) else ()


def is_too_entangled(schema: JsonSchema) -> bool:
    """Whether definitions lead to each other in so many circles, and ask so often what others evaluate, that compiling takes all memory.

    `unevaluatedProperties` has everything compiled again that is applied beside it, in each circle; 45 references and 25 such places
    were seen to take gigabytes, public contracts have 16 and 4 at most.
    """
    definitions = schema.get("$defs") if isinstance(schema, Mapping) else None
    if not isinstance(definitions, Mapping):
        return False
    read = {f"{_PREFIX}{name}": _read_whole(definition) for name, definition in definitions.items()}
    core = _find_circles({name: uses for name, (uses, _) in read.items()})
    references = sum(times for name in core for used, times in read[name][0].items() if used in core)
    return references > MAX_CIRCLES and sum(read[name][1] for name in core) > MAX_CLOSED


def _find_circles(uses: Mapping[str, _Uses]) -> set[str]:
    """Return the definitions that are left when those that use none of the others, or that none uses, are taken away again and again."""
    left = set(uses)
    while True:
        used = {name for one in left for name in uses[one]}
        kept = {name for name in left if name in used and not left.isdisjoint(uses[name])}
        if kept == left:
            return left
        left = kept


def _read_whole(schema: object) -> tuple[_Uses, int]:
    """Return the references anywhere in a schema, and the number of `unevaluated…`."""
    uses: _Uses = Counter()
    asked = 0
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            reference = node.get("$ref")
            if isinstance(reference, str):
                uses[reference] += 1
            asked += any(word in node for word in _UNEVALUATED)
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return uses, asked
