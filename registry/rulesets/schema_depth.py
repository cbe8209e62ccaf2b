"""How deep into a value a schema looks."""

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.interface import JsonSchema

_BESIDE = ("not", "if", "then", "else", "propertyNames")
_LISTS_BESIDE = ("allOf", "anyOf", "oneOf")
_BELOW = ("items", "additionalProperties", "contains", "unevaluatedProperties", "unevaluatedItems")
_MAPS_BELOW = ("properties", "patternProperties")


def depth_of(schema: JsonSchema) -> int | None:
    """Return how many levels of members a schema looks at, 0 for the value alone; `None` when there is no end to it.

    >>> depth_of({"required": ["a"]}), depth_of({"properties": {"a": {"type": "string"}}}), depth_of({"uniqueItems": True})
    (0, 1, None)
    """
    try:
        return _depth(schema, schema, frozenset())
    except _EndlessError:
        return None


class _EndlessError(Exception):
    """A schema that may look at everything."""


def _depth(schema: object, root: JsonSchema, above: frozenset[str]) -> int:
    if not isinstance(schema, dict):
        return 0
    if schema.get("uniqueItems") is True or "$dynamicRef" in schema:
        raise _EndlessError
    found = [0]
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in above:
            raise _EndlessError
        found.append(_depth(_follow(root, reference), root, above | {reference}))
    found += [_depth(schema.get(name), root, above) for name in _BESIDE]
    found += [_depth(part, root, above) for name in _LISTS_BESIDE for part in _listed(schema.get(name))]
    found += [_depth(part, root, above) for part in _mapped(schema.get("dependentSchemas"))]
    below = [schema.get(name) for name in _BELOW if isinstance(schema.get(name), dict)]
    below += [part for name in _MAPS_BELOW for part in _mapped(schema.get(name))]
    below += _listed(schema.get("prefixItems"))
    found += [1 + _depth(part, root, above) for part in below]
    found += [_size(value) for value in (schema.get("const"), *_listed(schema.get("enum")))]
    return max(found)


def _follow(root: JsonSchema, reference: str) -> object:
    try:
        return find_data(root, reference.removeprefix("#"))
    except KeyError:
        raise _EndlessError from None


def _size(value: object) -> int:
    """Return how many levels of members a constant has; one more is looked at, for the value may be deeper."""
    if isinstance(value, dict):
        return 1 + max((_size(part) for part in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_size(part) for part in value), default=0)
    return 0


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _mapped(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else []
