"""Reads an Avro schema into a graph of types; a name used again is the same node. Source: Avro 1.12 specification, Schema Declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.interface import Schema
from crossdock.registry.model.location import Place

PRIMITIVES = ("null", "boolean", "int", "long", "float", "double", "bytes", "string")
NAMED = ("record", "enum", "fixed")
_SEVERAL_DEEP = 200


@dataclass(slots=True, eq=False)
class AvroField:
    """A field of a record. `has_default` tells a default of null from none."""

    name: str
    type: "AvroType"
    place: Place
    aliases: tuple[str, ...] = ()
    default: object = None
    has_default: bool = False


@dataclass(slots=True, eq=False)
class AvroType:
    """One type. `kind` is a primitive, `record`, `enum`, `fixed`, `array`, `map`, `union`, or `unknown` for what cannot be read."""

    kind: str
    place: Place
    data: object = None
    name: str = ""  # with its namespace
    aliases: tuple[str, ...] = ()
    fields: list[AvroField] = field(default_factory=list)
    symbols: tuple[str, ...] = ()
    default: object = None  # of an enum
    items: "AvroType | None" = None  # of arrays and maps
    branches: "list[AvroType]" = field(default_factory=list)
    size: int = 0
    logical: str | None = None
    precision: int = 0
    scale: int = 0

    @property
    def short_name(self) -> str:
        """The name without its namespace; of unnamed types the kind."""
        return self.name.rpartition(".")[2] or self.kind

    def __str__(self) -> str:
        if self.kind == "union":
            return " or ".join(str(branch) for branch in self.branches) or "nothing"
        if self.items is not None:
            return (
                f"{self.kind} of {self.items}"
                if self.items.kind not in (*NAMED, "union")
                else f"{self.kind} of {self.items.short_name}"
            )
        return self.short_name


def read_avro(schema: Schema) -> AvroType:
    """Read a schema; what cannot be read becomes a type of kind `unknown`."""
    return _Reader().read(schema.data, schema.place, "", 0)


class _Reader:
    def __init__(self) -> None:
        self.names: dict[str, AvroType] = {}

    def read(self, data: object, place: Place, namespace: str, depth: int) -> AvroType:
        if depth > _SEVERAL_DEEP:
            return AvroType("unknown", place, data)
        if isinstance(data, str):
            return self.named(data, place, namespace)
        if isinstance(data, list):
            branches = [self.read(item, place.child(index), namespace, depth + 1) for index, item in enumerate(data)]
            return AvroType("union", place, data, branches=branches)
        if not isinstance(data, Mapping):
            return AvroType("unknown", place, data)
        kind = data.get("type")
        if not isinstance(kind, str) or kind not in (*NAMED, "error", "array", "map", *PRIMITIVES):
            return self.read(kind, place.child("type"), namespace, depth + 1)
        return self.complex("record" if kind == "error" else kind, data, place, namespace, depth)

    def named(self, name: str, place: Place, namespace: str) -> AvroType:
        if name in PRIMITIVES:
            return AvroType(name, place, name)
        return self.names.get(_full(name, namespace)) or self.names.get(name) or AvroType("unknown", place, name)

    def complex(self, kind: str, data: Mapping[str, object], place: Place, namespace: str, depth: int) -> AvroType:
        found = AvroType(kind, place, dict(data))
        logical = data.get("logicalType")
        found.logical = logical if isinstance(logical, str) else None
        found.precision, found.scale = _integer(data.get("precision")), _integer(data.get("scale"))
        if kind in NAMED:
            namespace = self.declare(found, data, namespace)
        if kind == "record":
            fields = data.get("fields")
            for index, item in enumerate(fields if isinstance(fields, list) else ()):
                self.add_field(found, item, place.child("fields", index), namespace, depth)
        elif kind == "enum":
            found.symbols, found.default = _texts(data.get("symbols")), data.get("default")
        elif kind == "fixed":
            found.size = _integer(data.get("size"))
        elif kind in ("array", "map"):
            key = "items" if kind == "array" else "values"
            found.items = self.read(data.get(key), place.child(key), namespace, depth + 1)
        return found

    def declare(self, found: AvroType, data: Mapping[str, object], namespace: str) -> str:
        """Name a type and return the namespace of what is written inside it."""
        name, own = data.get("name"), data.get("namespace")
        if isinstance(own, str):
            namespace = own
        found.name = _full(name if isinstance(name, str) else "", namespace)
        inner = found.name.rpartition(".")[0]
        found.aliases = tuple(_full(alias, inner) for alias in _texts(data.get("aliases")))
        self.names[found.name] = found
        return inner

    def add_field(self, owner: AvroType, data: object, place: Place, namespace: str, depth: int) -> None:
        if isinstance(data, Mapping) and isinstance(data.get("name"), str):
            kind = self.read(data.get("type"), place.child("type"), namespace, depth + 1)
            owner.fields.append(
                AvroField(
                    str(data["name"]), kind, place, _texts(data.get("aliases")), data.get("default"), "default" in data
                )
            )


def _full(name: str, namespace: str) -> str:
    return name if "." in name or not namespace else f"{namespace}.{name}"


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _integer(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
