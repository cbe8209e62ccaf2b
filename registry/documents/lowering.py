"""Schemas of any JSON dialect in the meaning of JSON Schema 2020-12."""

from collections.abc import Mapping
from typing import Protocol

from crossdock.registry.documents.keywords import (
    SCHEMA,
    SCHEMA_LIST,
    SCHEMA_MAP,
    TYPES,
    has_meaning,
    ignores_siblings,
    is_known,
)
from crossdock.registry.documents.walk import Trail
from crossdock.registry.model.interface import Dialect, JsonSchema, Position
from crossdock.registry.model.location import Place

Node = dict[str, object]
_POINTING = ("$ref", "$dynamicRef", "$recursiveRef")
_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
_HIDING = {Position.INPUT: "readOnly", Position.OUTPUT: "writeOnly", None: None}
_NULLABLE = {Dialect.OPENAPI30: "nullable", Dialect.SWAGGER2: "x-nullable"}
_DECLARING = frozenset(("properties", "allOf"))
_NOTHING: frozenset[str] = frozenset()


class Referrer(Protocol):
    """What knows where references lead. A trail is relative to the schema that is being lowered."""

    def refer(self, keyword: str, reference: str, trail: Trail | None) -> Node:
        """Return the schema that stands for a reference in the result."""

    def place(self, trail: Trail | None) -> Place:
        """Return where a trail leads."""

    def peek(self, data: object, place: Place) -> tuple[object, Place]:
        """Return what the schema at a place is after all references in a row, and where that is."""


class Lowering:
    """Rewrites one schema, and what is written inside it, for one position."""

    def __init__(self, dialect: Dialect, position: Position | None, referrer: Referrer) -> None:
        self._dialect = dialect
        self._hiding = _HIDING[position]
        self._referrer = referrer

    def lower(self, data: object, trail: Trail | None = None, hidden: frozenset[str] = _NOTHING) -> JsonSchema:
        """Return a schema in 2020-12 meaning; what is no schema accepts everything.

        `hidden` are properties that do not exist in this position though a schema around this one declares them.
        """
        if isinstance(data, bool):
            return data
        if not isinstance(data, dict):
            return {"$comment": "not a schema"}
        pointing = [(keyword, data[keyword]) for keyword in _POINTING if isinstance(data.get(keyword), str)]
        if not pointing:
            return self._lower_node(data, trail, hidden)
        if ignores_siblings(self._dialect):
            pointing, node = pointing[:1], {}
        else:
            node = self._lower_node(data, trail, hidden)
        return _join(node, [self._referrer.refer(keyword, reference, trail) for keyword, reference in pointing])

    def _lower_node(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        own = self._find_hidden(data, trail)
        hidden |= own
        node: Node = {}
        for keyword, value in data.items():
            if not is_known(keyword, self._dialect) or not has_meaning(keyword, value):
                continue
            if keyword in SCHEMA:
                node[keyword] = self.lower(value, (trail, keyword))
            elif keyword in SCHEMA_MAP:
                dropped = own if keyword == "properties" else _NOTHING
                node[keyword] = self._lower_map(value, (trail, keyword), dropped)
            elif keyword in SCHEMA_LIST:
                node[keyword] = self._lower_list(value, (trail, keyword), hidden if keyword == "allOf" else _NOTHING)
            elif keyword in _SPECIAL:
                node.update(_SPECIAL[keyword](self, data, trail, hidden))
            else:
                node[keyword] = value
        _close_bounds(node, data)
        return node

    def _lower_map(self, value: object, trail: Trail, dropped: frozenset[str] = _NOTHING) -> Node:
        entries = value.items() if isinstance(value, dict) else ()
        return {name: self.lower(schema, (trail, name)) for name, schema in entries if name not in dropped}

    def _lower_list(self, value: object, trail: Trail, hidden: frozenset[str] = _NOTHING) -> list[JsonSchema]:
        schemas = value if isinstance(value, list) else ()
        return [self.lower(schema, (trail, i), hidden) for i, schema in enumerate(schemas)]

    def _find_hidden(self, data: Mapping[str, object], trail: Trail | None) -> frozenset[str]:
        """Return the names of the properties, here and in what `allOf` joins, that do not exist in this position."""
        if self._hiding is None or not _DECLARING & data.keys():
            return _NOTHING
        names: set[str] = set()
        seen: set[int] = set()
        waiting: list[tuple[object, Place]] = [(data, self._referrer.place(trail))]
        while waiting:
            node, place = waiting.pop()
            if not isinstance(node, dict) or id(node) in seen:
                continue
            seen.add(id(node))
            properties, joined = node.get("properties"), node.get("allOf")
            entries = properties.items() if isinstance(properties, dict) else ()
            names.update(name for name, schema in entries if self._is_hidden(schema, place))
            waiting.extend(
                self._referrer.peek(branch, place) for branch in (joined if isinstance(joined, list) else ())
            )
        return frozenset(names) if names else _NOTHING

    def _is_hidden(self, schema: object, place: Place) -> bool:
        if not isinstance(schema, dict):
            return False
        meant = self._referrer.peek(schema, place)[0] if "$ref" in schema else schema
        return schema.get(self._hiding) is True or (isinstance(meant, dict) and meant.get(self._hiding) is True)

    def _lower_type(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        written = data["type"]
        types = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        if types == ["file"] and self._dialect is Dialect.SWAGGER2:
            return {"type": "string", "format": "binary"}
        if not types or not all(isinstance(name, str) and name in TYPES for name in types):
            return {}
        if data.get(_NULLABLE.get(self._dialect, "")) is True and "null" not in types:
            types = [*types, "null"]
        return {"type": types[0] if len(types) == 1 else list(dict.fromkeys(types))}

    def _lower_items(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        items = data["items"]
        if not isinstance(items, list):
            return {"items": self.lower(items, (trail, "items"))}
        node: Node = {"prefixItems": self._lower_list(items, (trail, "items"))} if items else {}
        if "additionalItems" in data:
            node["items"] = self.lower(data["additionalItems"], (trail, "additionalItems"))
        return node

    def _lower_dependencies(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        value = data["dependencies"]
        entries = value if isinstance(value, dict) else {}
        names = {name: entry for name, entry in entries.items() if isinstance(entry, list)}
        schemas = {name: entry for name, entry in entries.items() if not isinstance(entry, list)}
        node: Node = {"dependentRequired": names} if names else {}
        if schemas:
            node["dependentSchemas"] = self._lower_map(schemas, (trail, "dependencies"))
        return node

    def _lower_required(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        value = data["required"]
        names = [name for name in value if name not in hidden] if isinstance(value, list) else []
        return {"required": list(dict.fromkeys(names))} if names else {}

    def _say_nothing(self, data: Mapping[str, object], trail: Trail | None, hidden: frozenset[str]) -> Node:
        return {}


_SPECIAL = {
    "type": Lowering._lower_type,
    "items": Lowering._lower_items,
    "additionalItems": Lowering._say_nothing,
    "dependencies": Lowering._lower_dependencies,
    "required": Lowering._lower_required,
    "nullable": Lowering._say_nothing,
    "x-nullable": Lowering._say_nothing,
}


def _close_bounds(node: Node, data: Mapping[str, object]) -> None:
    """Write a bound that excludes itself as draft 6 and later do: the flag beside it becomes the bound."""
    for bound, flag in _BOUNDS:
        if data.get(flag) is True and bound in node:
            node[flag] = node.pop(bound)


def _join(node: Node, references: list[Node]) -> Node:
    """Return a schema that means a node and the references beside it."""
    if len(references) > 1:
        joined = node.get("allOf")
        return {**node, "allOf": [*(joined if isinstance(joined, list) else ()), *references]}
    return {**references[0], **node} if "$ref" in references[0] else {**node, **references[0]}
