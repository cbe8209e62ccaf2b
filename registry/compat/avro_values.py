"""The smallest datum of an Avro type, in Avro's JSON encoding (Avro 1.12 specification, JSON Encoding)."""

from crossdock.registry.compat.avro_types import AvroType

_PRIMITIVES: dict[str, object] = {
    "null": None,
    "boolean": False,
    "int": 0,
    "long": 0,
    "float": 0.5,
    "double": 0.5,
    "bytes": "a",
    "string": "a",
}
_DEEPEST = 20


def smallest_datum(kind: AvroType, depth: int = 0) -> object:
    """Return a small datum; of a record that cannot end (a required field of its own type) `None` stands where it was cut."""
    if kind.kind in _PRIMITIVES:
        return _PRIMITIVES[kind.kind]
    if depth > _DEEPEST:
        return None
    if kind.kind == "record":
        return {item.name: smallest_datum(item.type, depth + 1) for item in kind.fields}
    if kind.kind == "enum":
        return kind.symbols[0] if kind.symbols else None
    if kind.kind == "fixed":
        return "a" * min(kind.size, 64)
    if kind.kind == "union":
        branch = min(kind.branches, key=_weight, default=None)
        return None if branch is None else wrap_branch(branch, smallest_datum(branch, depth + 1))
    return {"array": [], "map": {}}.get(kind.kind)


def wrap_branch(branch: AvroType, datum: object) -> object:
    """Return a datum of a union's branch: named by its branch, except null."""
    return None if branch.kind == "null" else {branch.name or branch.kind: datum}


def _weight(kind: AvroType) -> int:
    """Order branches from those that end at once to those that may lead back to where they started."""
    order = (*_PRIMITIVES, "enum", "fixed", "array", "map")
    return order.index(kind.kind) if kind.kind in order else len(order)
