"""How often a validator looks at one value: schemas that reference each other twice, level by level, cost two to the power of levels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from crossdock.registry.model.interface import JsonSchema

MAX_COST = 1_000_000  # subschemas that are tried on one value
_LISTS = ("allOf", "anyOf", "oneOf")
_SINGLE = ("not", "if", "then", "else")
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
    """Return how often a schema applies each definition to the value itself."""
    uses: _Uses = Counter()
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            reference = node.get("$ref")
            if isinstance(reference, str):
                uses[reference.removeprefix(_PREFIX)] += 1
            waiting.extend(_applied(node))
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
