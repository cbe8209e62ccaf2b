"""Avro schemas as JSON Schema: what their plain JSON payloads look like."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from crossdock.registry.documents.walk import Trail, pointer_of

Node = dict[str, object]
_NAMED = ("record", "error", "enum", "fixed")
_BYTES = "^[\u0000-\u00ff]*$"
_PRIMITIVES: dict[str, Node] = {
    "null": {"type": "null"},
    "boolean": {"type": "boolean"},
    "int": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "long": {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1},
    "float": {"type": "number"},
    "double": {"type": "number"},
    "bytes": {"type": "string", "pattern": _BYTES},
    "string": {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class AvroName:
    """A named type: where it is defined, relative to the schema that was searched, and the namespace that holds around it."""

    pointer: str
    data: Mapping[str, object]
    outer: str


AvroNames = dict[str, AvroName]


def find_avro_names(data: object) -> AvroNames:
    """Return the named types that an Avro schema defines, by full name; the first definition counts."""
    names: AvroNames = {}
    for full_name, name in _walk(data, None, ""):
        names.setdefault(full_name, name)
    return names


def _walk(data: object, trail: Trail | None, namespace: str) -> Iterator[tuple[str, AvroName]]:
    if isinstance(data, list):
        for i, branch in enumerate(data):
            yield from _walk(branch, (trail, i), namespace)
    if not isinstance(data, dict):
        return
    if data.get("type") in _NAMED and isinstance(data.get("name"), str):
        full_name = _full_name(data, namespace)
        yield full_name, AvroName(pointer_of(trail), data, namespace)
        namespace = full_name.rpartition(".")[0]
    for keyword in ("type", "items", "values"):
        yield from _walk(data.get(keyword), (trail, keyword), namespace)
    fields = data.get("fields")
    for i, field in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(field, dict):
            yield from _walk(field.get("type"), (((trail, "fields"), i), "type"), namespace)


def _full_name(data: Mapping[str, object], namespace: str) -> str:
    """Return a named type's full name (Avro 1.12, section Names): a dotted name is full already."""
    name, own = str(data["name"]), data.get("namespace")
    if "." in name:
        return name
    space = own if isinstance(own, str) else namespace
    return f"{space}.{name}" if space else name


def name_avro(data: object, namespace: str = "") -> str | None:
    """Return the full name of a named type, `None` for any other schema."""
    if isinstance(data, dict) and data.get("type") in _NAMED and isinstance(data.get("name"), str):
        return _full_name(data, namespace)
    return None


class AvroLowering:
    """Rewrites Avro schemas as JSON Schemas of their plain JSON: the values of unions are not wrapped in their type's name.

    `refer` makes a reference to a named type by its full name. A field is required unless it has a default. Bytes are strings of
    code points up to 255, as in Avro's own JSON encoding (Avro 1.12, section JSON Encoding).
    """

    def __init__(self, names: AvroNames, refer: Callable[[str], Node]) -> None:
        self._names = names
        self._refer = refer

    def lower(self, data: object, namespace: str = "", is_definition: bool = False) -> Node:
        """Return a schema; a named type is a reference, unless this is its definition."""
        if isinstance(data, str):
            return self._lower_name(data, namespace)
        if isinstance(data, list):
            return {"anyOf": [self.lower(branch, namespace) for branch in data]} if data else {"not": {}}
        if not isinstance(data, dict):
            return {"$comment": "not a schema"}
        full_name = name_avro(data, namespace)
        if full_name is None:
            return self._lower_unnamed(data, namespace)
        if not is_definition:
            return self._refer(full_name)
        return {**_describe(data), **self._lower_named(data, full_name.rpartition(".")[0])}

    def _lower_name(self, name: str, namespace: str) -> Node:
        if name in _PRIMITIVES:
            return dict(_PRIMITIVES[name])
        full_name = f"{namespace}.{name}" if namespace and "." not in name else name
        known = next((candidate for candidate in (full_name, name) if candidate in self._names), None)
        return self._refer(known) if known is not None else {"$comment": f"unresolved: {name}"}

    def _lower_unnamed(self, data: Mapping[str, object], namespace: str) -> Node:
        kind = data.get("type")
        if kind == "array":
            return {"type": "array", "items": self.lower(data.get("items"), namespace)}
        if kind == "map":
            return {"type": "object", "additionalProperties": self.lower(data.get("values"), namespace)}
        return {**self.lower(kind, namespace), **_describe_logical(data)}

    def _lower_named(self, data: Mapping[str, object], namespace: str) -> Node:
        if data["type"] == "enum":
            symbols = data.get("symbols")
            return {"type": "string", "enum": list(symbols) if isinstance(symbols, list) else []}
        if data["type"] == "fixed":
            size = data.get("size")
            length: Node = {"minLength": size, "maxLength": size} if isinstance(size, int) and size >= 0 else {}
            return {"type": "string", "pattern": _BYTES, **length, **_describe_logical(data)}
        return self._lower_record(data, namespace)

    def _lower_record(self, data: Mapping[str, object], namespace: str) -> Node:
        written = data.get("fields")
        fields = [field for field in (written if isinstance(written, list) else ()) if isinstance(field, dict)]
        properties = {str(field.get("name")): self._lower_field(field, namespace) for field in fields}
        required = [str(field.get("name")) for field in fields if "default" not in field]
        node: Node = {"type": "object", "properties": properties}
        if required:
            node["required"] = list(dict.fromkeys(required))
        return {**node, "additionalProperties": False}

    def _lower_field(self, field: Mapping[str, object], namespace: str) -> Node:
        default: Node = {"default": field["default"]} if "default" in field else {}
        return {**self.lower(field.get("type"), namespace), **_describe(field), **default}


def _describe(data: Mapping[str, object]) -> Node:
    doc = data.get("doc")
    return {"description": doc} if isinstance(doc, str) else {}


def _describe_logical(data: Mapping[str, object]) -> Node:
    """Return what a logical type says: an annotation, since the plain JSON is that of the type beneath it."""
    logical = data.get("logicalType")
    if not isinstance(logical, str):
        return {}
    facts = {f"x-avro-{name}": data[name] for name in ("precision", "scale") if name in data}
    return {**({"format": "uuid"} if logical == "uuid" else {}), "x-avro-logical-type": logical, **facts}
