"""Takes wrappers off a schema that add nothing but words or `null`, so that one thing has one name."""

from crossdock.generators.generator import CannotGenerate
from crossdock.generators.python_client.shape import MEANING, child, follow, is_null, is_reference
from crossdock.registry.model.interface import Schema

Key = tuple[str, str]
_LISTS = ("allOf", "anyOf", "oneOf")
_NULLABLE = ("nullable", "x-nullable")


def key_of(schema: Schema) -> Key:
    """Return what tells a schema from all others: its place."""
    return schema.place.path, schema.place.pointer


def peel(schema: Schema) -> tuple[Schema, bool]:
    """Return the schema inside its wrappers, and whether a wrapper allows `null`. Raises CannotGenerate on an endless chain."""
    is_nullable = False
    for _ in range(60):
        if is_reference(schema):
            schema = follow(schema)
            continue
        inner, allows_null = _unwrap(schema)
        if inner is None:
            return schema, is_nullable
        schema, is_nullable = inner, is_nullable or allows_null
    raise CannotGenerate("the reference leads back to itself", schema.place.path, schema.place.pointer)


def _unwrap(schema: Schema) -> tuple[Schema | None, bool]:
    data = schema.data
    if not isinstance(data, dict) or "$ref" in data or "discriminator" in data:
        return None, False
    stated = [keyword for keyword in MEANING if keyword in data and keyword not in _NULLABLE]
    if len(stated) != 1 or stated[0] not in _LISTS or not isinstance(data[stated[0]], list):
        return None, False
    branches = [child(schema, stated[0], i) for i, _ in enumerate(data[stated[0]])]
    open_branches = [branch for branch in branches if not is_null(branch)]
    if len(open_branches) != 1:
        return None, False
    is_nullable = len(branches) > 1 or any(data.get(keyword) is True for keyword in _NULLABLE)
    return open_branches[0], is_nullable
