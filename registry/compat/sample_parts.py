"""What a conjunction of plain schemas says of the values to build: types, names, items, in the order in which it says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from crossdock.registry.compat.conjuncts import Conjunction
from crossdock.registry.compat.equality import is_equal
from crossdock.registry.compat.keywords import TYPES, resolve
from crossdock.registry.compat.sample_pattern import sample_pattern
from crossdock.registry.model.interface import JsonSchema

_DOUBTFUL = ("oneOf", "anyOf", "not", "if", "dependentSchemas", "dependentRequired", "propertyNames", "pattern")
_MOST_PARTS = 60
_ORDER = ("string", "integer", "number", "boolean", "object", "array", "null")
_OF_OBJECTS = ("properties", "required", "patternProperties", "dependentRequired", "minProperties")
_OF_ARRAYS = ("items", "prefixItems", "minItems", "contains")


def listed_values(conjunction: Conjunction) -> list[object] | None:
    """Return the values of the first `const` or `enum`, `None` when there is neither."""
    for part in conjunction:
        if "const" in part:
            return [part["const"]]
    for part in conjunction:
        values = part.get("enum")
        if isinstance(values, list):
            return values
    return None


def order_of_types(conjunction: Conjunction) -> tuple[str, ...]:
    """Return types, first the one that the keywords speak of."""
    words = {word for part in conjunction for word in part}
    first = "object" if words.intersection(_OF_OBJECTS) else "array" if words.intersection(_OF_ARRAYS) else "string"
    return (first, *(name for name in _ORDER if name != first))


def examples_of(part: Mapping[str, object]) -> Iterator[object]:
    """Yield the examples and the default that a schema states."""
    examples = part.get("examples")
    yield from examples if isinstance(examples, list) else ()
    yield from (part[name] for name in ("example", "default") if name in part)


def allowed_types(conjunction: Conjunction) -> set[str]:
    """Return the JSON types that all parts allow; `number` takes in `integer`."""
    types = set(TYPES)
    for part in conjunction:
        named = part.get("type")
        if named is not None:
            allowed = {named} if isinstance(named, str) else set(named) if isinstance(named, list) else set()
            types &= allowed | ({"integer"} if "number" in allowed else set())
    return types - {"integer"} if "number" in types else types


def required_names(conjunction: Conjunction) -> list[str]:
    """Return the names that must be there, each once."""
    lists = [part["required"] for part in conjunction if isinstance(part.get("required"), list)]
    return list(dict.fromkeys(str(name) for names in lists if isinstance(names, list) for name in names))


def declared_names(conjunction: Conjunction) -> list[str]:
    """Return the names that `properties` declare, each once."""
    maps = [part["properties"] for part in conjunction if "properties" in part]
    return list(dict.fromkeys(str(name) for named in maps if isinstance(named, Mapping) for name in named))


def in_declared_order(value: dict[str, object], conjunction: Conjunction) -> dict[str, object]:
    """Return an object with its members in the order in which they are declared."""
    declared = [name for name in declared_names(conjunction) if name in value]
    return {name: value[name] for name in (*declared, *(name for name in value if name not in declared))}


def dependent_names(conjunction: Conjunction, name: str) -> Iterator[str]:
    """Yield the names that must be there when another one is."""
    for part in conjunction:
        named = part.get("dependentRequired")
        others = named.get(name) if isinstance(named, Mapping) else None
        yield from others if isinstance(others, list) else ()


def pattern_names(conjunction: Conjunction) -> Iterator[str]:
    """Yield a name for each pattern of `patternProperties`."""
    for part in conjunction:
        patterns = part.get("patternProperties")
        for pattern in patterns if isinstance(patterns, Mapping) else ():
            yield from islice(sample_pattern(pattern), 1)


def prefix_of(part: Mapping[str, object]) -> list[object]:
    """Return the schemas of the first items."""
    prefix = part.get("prefixItems")
    return prefix if isinstance(prefix, list) else []


def item_schemas(conjunction: Conjunction, index: int) -> list[JsonSchema]:
    """Return the schemas of the item at an index."""
    found = []
    for part in conjunction:
        prefix = prefix_of(part)
        found.append(prefix[index] if index < len(prefix) else part.get("items", part.get("unevaluatedItems", True)))
    return list(only_schemas(found))


def only_schemas(values: Iterable[object]) -> Iterator[JsonSchema]:
    """Leave out what is no schema."""
    return (value for value in values if isinstance(value, (bool, Mapping)))


def is_doubtful(schema: Mapping[str, object], root: JsonSchema) -> bool:
    """Whether a value that is built for one alternative may still be refused by the schema."""
    pending: list[object] = [schema]
    for _ in range(_MOST_PARTS):
        one = pending.pop() if pending else None
        if not isinstance(one, Mapping):
            continue
        if any(word in one for word in _DOUBTFUL):
            return True
        branches = one.get("allOf")
        pending.extend(branches if isinstance(branches, list) else ())
        pending.extend([resolve(one["$ref"], root)] if isinstance(one.get("$ref"), str) else ())
    return False


def holds(items: Sequence[object], value: object) -> bool:
    """Whether a list holds a JSON value."""
    return any(is_equal(item, value) for item in items)
