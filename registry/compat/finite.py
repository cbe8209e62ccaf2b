"""Schemas that only a few values can satisfy: those are tried one by one, which decides everything."""

from collections.abc import Mapping

from crossdock.registry.compat.keywords import resolve
from crossdock.registry.model.interface import JsonSchema

_MOST = 2000
_FEW: dict[str, tuple[object, ...]] = {"null": (None,), "boolean": (False, True)}
Values = tuple[object, ...] | None


def few_values(schema: JsonSchema) -> Values:
    """Return values among which are all that the schema admits; `None` when there may be others."""
    return _Finder(schema).find(schema)


class _Finder:
    """Looks at each reference once; one that leads back to itself lists nothing."""

    def __init__(self, root: JsonSchema) -> None:
        self.root = root
        self.known: dict[str, Values] = {}

    def find(self, schema: JsonSchema) -> Values:
        if isinstance(schema, bool):
            return () if schema is False else None
        if "const" in schema:
            return (schema["const"],)
        listed = schema.get("enum")
        if isinstance(listed, list):
            return _unless_many(tuple(listed))
        named = schema.get("type")
        types = [named] if isinstance(named, str) else named if isinstance(named, list) else [""]
        if all(name in _FEW for name in types):
            return tuple(value for name in types for value in _FEW[name])
        return self.find_in_parts(schema)

    def find_in_parts(self, schema: Mapping[str, object]) -> Values:
        """Look at what holds as well (one list is enough), then at alternatives (each must be a list)."""
        found = self.follow(schema.get("$ref"))
        parts = schema.get("allOf")
        for one in parts if found is None and isinstance(parts, list) else ():
            found = self.find(one)
            if found is not None:
                break
        if found is not None:
            return found
        for keyword in ("anyOf", "oneOf"):
            branches = schema.get(keyword)
            lists = [self.find(branch) for branch in branches] if isinstance(branches, list) else [None]
            known = [values for values in lists if values is not None]
            if len(known) == len(lists):
                return _unless_many(tuple(value for values in known for value in values))
        return None

    def follow(self, reference: object) -> Values:
        if not isinstance(reference, str):
            return None
        if reference not in self.known:
            self.known[reference] = None  # while it is looked at
            self.known[reference] = self.find(resolve(reference, self.root))
        return self.known[reference]


def _unless_many(values: tuple[object, ...]) -> Values:
    return values if len(values) <= _MOST else None
