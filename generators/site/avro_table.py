"""Avro schemas as the same tables."""

from collections.abc import Iterator
from itertools import islice

from crossdock.generators.site.constraints import Constraint, read_constraints, render_value
from crossdock.generators.site.schema_table import MAX_DEPTH, MAX_ROWS, Row
from crossdock.registry.model.interface import Schema

_NAMED = ("record", "error", "enum", "fixed")


def avro_rows(schema: Schema) -> tuple[Row, ...]:
    """Return the fields of an Avro record; one row without a name for any other type."""
    rows = tuple(islice(_fields(schema.data, 0), MAX_ROWS))
    return rows or (Row("", _type(schema.data)),)


def _fields(data: object, depth: int) -> Iterator[Row]:
    """Yield the fields of the record that a type is, holds or offers."""
    if isinstance(data, list):
        for branch in data:
            yield from _fields(branch, depth)
    elif isinstance(data, dict):
        fields = data.get("fields")
        for field in fields if isinstance(fields, list) else ():
            if isinstance(field, dict):
                yield _row(field, depth)
                if depth < MAX_DEPTH:
                    yield from _fields(field.get("type"), depth + 1)
        if not isinstance(fields, list):
            for keyword in ("type", "items", "values"):
                if isinstance(data.get(keyword), (dict, list)):
                    yield from _fields(data[keyword], depth)


def _row(field: dict[str, object], depth: int) -> Row:
    kind = field.get("type")
    own = kind if isinstance(kind, dict) else {}
    constraints = [*read_constraints(own)]
    if "default" in field:
        constraints.append(Constraint("default", (render_value(field["default"]),)))
    return Row(
        name=str(field.get("name", "")),
        type=_type(kind),
        depth=depth,
        is_required="default" not in field,
        constraints=tuple(constraints),
        description=str(field.get("doc") or own.get("doc") or ""),
    )


def _type(data: object) -> str:
    """Name a type.

    >>> _type(["null", {"type": "long", "logicalType": "timestamp-millis"}])
    'null or long, timestamp-millis'
    """
    if isinstance(data, list):
        return " or ".join(map(_type, data))
    if not isinstance(data, dict):
        return str(data)
    kind = data.get("type")
    if kind == "array":
        return f"array of {_type(data.get('items'))}"
    if kind == "map":
        return f"map of {_type(data.get('values'))}"
    if kind in _NAMED:
        return f"{kind} {data.get('name', '')}".strip()
    logical = data.get("logicalType")
    return f"{_type(kind)}, {logical}" if logical else _type(kind)
