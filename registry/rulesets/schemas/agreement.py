"""Whether the fast validator accepts nothing that Ajv rejects, so that it may be asked first."""

from collections.abc import Mapping

_STRICT = (
    "int32",
    "int64",
    "byte",
    "url",
    "email",
    "hostname",
    "json-pointer-uri-fragment",
)  # accept less than the fast validator
_LATER = frozenset(("const", "contains", "propertyNames", "if"))
_ADDED = ("$schema", "$id", "id", "$comment", "title", "description", "definitions", "$defs")


def is_agreed(schema: object, *, is_old: bool = False) -> bool:
    """Whether a schema holds nothing that the two read in different ways.

    They differ in some formats, in what stands beside a reference in older drafts, in multiples of fractions, and in draft 4 (`is_old`)
    in keywords that came later.

    >>> is_agreed({"items": {"type": "string"}}), is_agreed({"items": {"format": "int32"}})
    (True, False)
    """
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            step = value.get("multipleOf", 1)
            if value.get("format") in _STRICT or not isinstance(step, (int, Mapping)):
                return False
            if is_old and not _LATER.isdisjoint(value):
                return False
            if isinstance(value.get("$ref"), str) and any(name not in _ADDED and name != "$ref" for name in value):
                return False
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return True
