"""Whether a default is a value of an Avro type (Avro 1.12, Complex Types, Records: the table of field default values)."""

from collections.abc import Sequence

from crossdock.registry.specifications.avro_names import Names, namespace_of
from crossdock.registry.specifications.wording import show_json

_RANGES = {"int": (-(2**31), 2**31 - 1), "long": (-(2**63), 2**63 - 1)}
_MAX_DEPTH = 60  # of records in records; a default of a recursive type ends long before


def explain_default(value: object, schema: object, namespace: str, names: Names, depth: int = 0) -> str | None:
    """Return why a JSON value is no default of a schema, `None` when it is one. A union takes what any branch takes (since 1.12)."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(schema, list):
        reasons = [explain_default(value, branch, namespace, names, depth + 1) for branch in schema]
        return None if None in reasons or not reasons else "it fits no branch of the union"
    if isinstance(schema, str):
        named = names.find(schema, namespace)
        return (
            _explain_primitive(value, schema)
            if named is None
            else _explain_named(value, named, namespace, names, depth)
        )
    return _explain_named(value, schema, namespace, names, depth) if isinstance(schema, dict) else None


def _explain_named(value: object, schema: dict[str, object], namespace: str, names: Names, depth: int) -> str | None:
    kind = schema.get("type")
    inner = namespace_of(schema, namespace)
    if kind in ("record", "error"):
        return _explain_record(value, schema, inner, names, depth)
    if kind == "enum":
        symbols = schema.get("symbols")
        is_symbol = isinstance(symbols, list) and value in symbols
        return None if is_symbol else f"{show_json(value)} is none of the symbols"
    if kind == "fixed":
        size = schema.get("size")
        is_fixed = isinstance(value, str) and len(value) == size and _is_bytes(value)
        return None if is_fixed else f"a string of {size} characters up to U+00FF is expected"
    if kind == "array":
        return _explain_items(
            value if isinstance(value, list) else None, schema.get("items"), "array", namespace, names, depth
        )
    if kind == "map":
        values = list(value.values()) if isinstance(value, dict) else None
        return _explain_items(values, schema.get("values"), "object", namespace, names, depth)
    return explain_default(value, kind, namespace, names, depth + 1)


def _explain_items(
    values: Sequence[object] | None, schema: object, what: str, namespace: str, names: Names, depth: int
) -> str | None:
    if values is None:
        return f"an {what} is expected"
    return next(
        (reason for item in values if (reason := explain_default(item, schema, namespace, names, depth + 1))), None
    )


def _explain_record(value: object, schema: dict[str, object], namespace: str, names: Names, depth: int) -> str | None:
    if not isinstance(value, dict):
        return "an object is expected"
    fields = schema.get("fields")
    for field in fields if isinstance(fields, list) else ():
        name = field.get("name") if isinstance(field, dict) else None
        if not isinstance(name, str):
            continue
        if name in value:
            reason = explain_default(value[name], field.get("type"), namespace, names, depth + 1)
            if reason:
                return f"in `{name}` {reason}"
        elif "default" not in field:
            return f"it has no `{name}`"
    return None


def _explain_primitive(value: object, kind: str) -> str | None:
    if kind == "null":
        return None if value is None else "`null` is expected"
    if kind == "boolean":
        return None if isinstance(value, bool) else "`true` or `false` is expected"
    if kind in _RANGES:
        low, high = _RANGES[kind]
        is_whole = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return None if is_whole else f"a whole number from {low} to {high} is expected, not {show_json(value)}"
    if kind in ("float", "double"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return None if is_number else f"a number is expected, not {show_json(value)}"
    if kind == "string":
        return None if isinstance(value, str) else f"a string is expected, not {show_json(value)}"
    if kind == "bytes":
        is_bytes = isinstance(value, str) and _is_bytes(value)
        return None if is_bytes else "a string of characters up to U+00FF is expected"
    return None


def _is_bytes(value: str) -> bool:
    return all(ord(character) <= 255 for character in value)
