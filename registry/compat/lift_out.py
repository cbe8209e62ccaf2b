"""Rewrites a bundle so that the second validator comes to an end: what is unevaluated stands in a definition of its own.

jsonschema-rs 0.60 writes `unevaluatedProperties` out over the alternatives of what stands beside it, referenced ones too. When an
alternative leads back to the same place that never ends, and takes the process with it. A reference alone is followed only once.
"""

from collections.abc import Mapping

from crossdock.registry.compat.keywords import definitions, map_subschemas, subschemas
from crossdock.registry.model.interface import JsonSchema

_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_DEFS = "#/$defs/"


def lift_out(schema: JsonSchema) -> JsonSchema:
    """Return a schema of the same meaning: below definitions that lead back to themselves, parts with an unevaluated keyword are
    definitions too.
    """
    circular = find_circular(schema)
    if isinstance(schema, bool) or not circular:
        return schema
    lifter = _Lifter(schema)
    parts = {name: lifter.below(part) if name in circular else part for name, part in definitions(schema).items()}
    return {**schema, "$defs": {**parts, **lifter.found}} if lifter.found else schema


def find_circular(schema: JsonSchema) -> frozenset[str]:
    """Return the names of the definitions that lead back to themselves."""
    leads = {name: _targets(part) & definitions(schema).keys() for name, part in definitions(schema).items()}
    return frozenset(name for name in leads if name in _reached(name, leads))


def _reached(name: str, leads: Mapping[str, set[str]]) -> set[str]:
    found, pending = set[str](), list(leads[name])
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending.extend(leads[one])
    return found


def _targets(schema: JsonSchema) -> set[str]:
    found, pending = set[str](), [schema]
    while pending:
        one = pending.pop()
        reference = one.get("$ref") if isinstance(one, Mapping) else None
        if isinstance(reference, str):
            found.add(reference.removeprefix(_DEFS))
        pending.extend(part for _, part in subschemas(one))
    return found


class _Lifter:
    """Collects what was lifted out under names that are free."""

    def __init__(self, root: JsonSchema) -> None:
        self.found: dict[str, JsonSchema] = {}
        self.prefix = "lifted"
        while any(name.startswith(self.prefix) for name in definitions(root)):
            self.prefix += "."

    def below(self, schema: JsonSchema) -> JsonSchema:
        """Rewrite what lies below a schema, and leave the schema where it is."""
        return schema if isinstance(schema, bool) else map_subschemas(schema, self.lift)

    def lift(self, schema: JsonSchema) -> JsonSchema:
        """Return a reference to a schema with an unevaluated keyword, and any other rewritten."""
        below = self.below(schema)
        if isinstance(below, bool) or not any(word in below for word in _UNEVALUATED):
            return below
        name = f"{self.prefix}-{len(self.found)}"
        self.found[name] = below
        return {"$ref": _DEFS + name}
