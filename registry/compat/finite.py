"""Schemas that only a few values can satisfy: those are tried one by one, which decides everything."""

from collections.abc import Mapping

from crossdock.registry.compat.keywords import resolve
from crossdock.registry.model.interface import JsonSchema

_DEEPEST = 50
_MOST = 2000
_FEW: dict[str, tuple[object, ...]] = {"null": (None,), "boolean": (False, True)}


def few_values(schema: JsonSchema) -> tuple[object, ...] | None:
    """Return values among which are all that the schema admits; `None` when there may be others."""
    found = _find(schema, schema, 0)
    return found if found is None or len(found) <= _MOST else None


def _find(schema: JsonSchema, root: JsonSchema, depth: int) -> tuple[object, ...] | None:
    if isinstance(schema, bool) or depth > _DEEPEST:
        return () if schema is False else None
    if "const" in schema:
        return (schema["const"],)
    listed = schema.get("enum")
    if isinstance(listed, list):
        return tuple(listed)
    named = schema.get("type")
    types = [named] if isinstance(named, str) else named if isinstance(named, list) else [""]
    if all(name in _FEW for name in types):
        return tuple(value for name in types for value in _FEW[name])
    return _find_in_parts(schema, root, depth)


def _find_in_parts(schema: Mapping[str, object], root: JsonSchema, depth: int) -> tuple[object, ...] | None:
    """Look at what holds as well (one list is enough), then at alternatives (each must be a list)."""
    reference, parts = schema.get("$ref"), schema.get("allOf")
    also = [resolve(reference, root)] if isinstance(reference, str) else []
    for one in (*also, *(parts if isinstance(parts, list) else ())):
        found = _find(one, root, depth + 1)
        if found is not None:
            return found
    for keyword in ("anyOf", "oneOf"):
        branches = schema.get(keyword)
        lists = [_find(branch, root, depth + 1) for branch in branches] if isinstance(branches, list) else [None]
        known = [values for values in lists if values is not None]
        if len(known) == len(lists):
            return tuple(value for values in known for value in values)
    return None
