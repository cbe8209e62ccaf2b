"""Which JSON Schema 2020-12 keywords hold schemas, and whether those speak of the same value or of a part of it.

Source: JSON Schema 2020-12 core, section 10 (applicators) and section 11 (unevaluated locations).
"""

from collections.abc import Callable, Iterator, Mapping

from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.model.location import split_pointer

# of the same value
CONJUNCTION = "allOf"
UNIONS = ("anyOf", "oneOf")
TESTS = (
    "not",
    "if",
    "contains",
    "propertyNames",
)  # a value may fail them and be valid; rewriting below them is not monotone
CONSEQUENCES = ("then", "else")
SAME_VALUE_LISTS = (CONJUNCTION, *UNIONS)
SAME_VALUE_MAPS = ("dependentSchemas",)

# of a part of the value
PART = ("items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties")
PART_LISTS = ("prefixItems",)
PART_MAPS = ("properties", "patternProperties")

_ONE = frozenset((*PART, *TESTS, *CONSEQUENCES))
_LISTS = frozenset((*SAME_VALUE_LISTS, *PART_LISTS))
_MAPS = frozenset((*SAME_VALUE_MAPS, *PART_MAPS))

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


def resolve(reference: str, root: JsonSchema) -> JsonSchema:
    """Return what a bundle's own reference (`#`, `#/$defs/…`) means; `True` when it leads nowhere."""
    data: object = root
    try:
        for token in split_pointer(reference.removeprefix("#")):
            data = data[int(token)] if isinstance(data, list) else data[token]  # type: ignore[index]  # any failure is caught
    except (LookupError, TypeError, ValueError):
        return True
    return data if isinstance(data, (bool, Mapping)) else True


def subschemas(schema: JsonSchema) -> Iterator[tuple[tuple[str, ...], JsonSchema]]:
    """Yield each schema directly below this one with the tokens that lead to it; `$defs` are left out."""
    if isinstance(schema, bool):
        return
    for keyword, value in schema.items():
        if keyword in _ONE and isinstance(value, (bool, Mapping)):
            yield (keyword,), value
        elif keyword in _LISTS and isinstance(value, list):
            yield from (((keyword, str(index)), item) for index, item in enumerate(value))
        elif keyword in _MAPS and isinstance(value, Mapping):
            yield from (((keyword, name), item) for name, item in value.items())


def map_subschemas(schema: Mapping[str, object], rewrite: Callable[[JsonSchema], JsonSchema]) -> dict[str, object]:
    """Return a schema with each schema directly below it rewritten; `$defs` and all other keywords stay as they are."""
    return {keyword: _map_keyword(keyword, value, rewrite) for keyword, value in schema.items()}


def _map_keyword(keyword: str, value: object, rewrite: Callable[[JsonSchema], JsonSchema]) -> object:
    if keyword in _ONE and isinstance(value, (bool, Mapping)):
        return rewrite(value)
    if keyword in _LISTS and isinstance(value, list):
        return [rewrite(item) for item in value]
    if keyword in _MAPS and isinstance(value, Mapping):
        return {name: rewrite(item) for name, item in value.items()}
    return value


def definitions(schema: JsonSchema) -> Mapping[str, JsonSchema]:
    """Return a bundle's `$defs`, empty when it has none."""
    found = schema.get("$defs") if isinstance(schema, Mapping) else None
    return found if isinstance(found, Mapping) else {}
