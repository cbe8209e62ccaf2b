"""Which keywords a dialect knows, and in which order Ajv looks at them.

First those for any value, then those for numbers, texts, lists and objects. The first that fails is told, or all.
"""

from dataclasses import dataclass
from functools import cache

from crossdock.registry.model.interface import Dialect

ANY = (
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "type",
    "nullable",
    "const",
    "enum",
    "not",
    "anyOf",
    "oneOf",
    "allOf",
    "if",
)
NUMBER = ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format")
STRING = ("maxLength", "minLength", "pattern", "format")
ARRAY = ("maxItems", "minItems", "additionalItems", "items", "contains", "uniqueItems")
OBJECT = (
    *("maxProperties", "minProperties", "required", "propertyNames", "additionalProperties"),
    *("dependencies", "properties", "patternProperties"),
)
_LATER_OBJECT = ("dependentRequired", "dependentSchemas", "unevaluatedProperties")
_DYNAMIC = ("$dynamicRef", "$recursiveRef")
_PASSIVE = ("then", "else")  # looked at by `if`, but keywords by themselves


@dataclass(frozen=True, slots=True)
class Group:
    """Keywords for values of one type, `None` for all, in order."""

    type: str | None
    keywords: tuple[str, ...]


@cache
def groups_of(dialect: Dialect) -> tuple[Group, ...]:
    """Return the keywords of a dialect."""
    is_new = has_unevaluated(dialect)
    array = (
        ("maxItems", "minItems", "prefixItems", "items", "contains", "uniqueItems")
        if dialect is Dialect.DRAFT2020
        else ARRAY
    )
    return (
        Group(None, ANY if is_new else tuple(name for name in ANY if name not in _DYNAMIC)),
        Group("number", NUMBER),
        Group("string", STRING),
        Group("array", (*array, "unevaluatedItems") if is_new else array),
        Group("object", (*OBJECT, *_LATER_OBJECT) if is_new else OBJECT),
    )


@cache
def names_of(dialect: Dialect) -> frozenset[str]:
    """Return all keywords of a dialect; a schema that has none of them accepts everything."""
    return frozenset((*_PASSIVE, *(name for group in groups_of(dialect) for name in group.keywords)))


def has_unevaluated(dialect: Dialect) -> bool:
    """Whether a dialect knows what was evaluated (2019-09 and later)."""
    return dialect in (Dialect.DRAFT2019, Dialect.DRAFT2020)
