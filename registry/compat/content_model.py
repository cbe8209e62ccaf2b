"""The content model: two rewrites of bundled 2020-12 schemas before the one inclusion test (docs/compatibility.md).

`close` makes a sender emit declared names only, `open_up` makes a receiver ignore names it does not know. Both act on what is
declared for a value across `$ref`, `allOf`, `anyOf`, `oneOf`, `if` and `dependentSchemas` together, never on one branch:
what `unevaluatedProperties` means (JSON Schema 2020-12 core, section 11.3).
"""

from collections.abc import Callable, Mapping

from crossdock.registry.compat.keywords import (
    CONSEQUENCES,
    PART,
    PART_LISTS,
    PART_MAPS,
    SAME_VALUE_LISTS,
    SAME_VALUE_MAPS,
    definitions,
    resolve,
    subschemas,
)
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema

_DEFS = "#/$defs/"
_SAME_VALUE = (*SAME_VALUE_LISTS, *SAME_VALUE_MAPS, "if", *CONSEQUENCES)
_PARTS = frozenset((*PART, *PART_LISTS, *PART_MAPS))
_BRANCHES = frozenset((*SAME_VALUE_LISTS, *SAME_VALUE_MAPS, *CONSEQUENCES))
_MAPS = frozenset((*SAME_VALUE_MAPS, *PART_MAPS, "$defs"))
_LISTS = frozenset((*SAME_VALUE_LISTS, *PART_LISTS))
_ONE = frozenset((*PART, *CONSEQUENCES, "contains", "propertyNames"))
_REST = ("additionalProperties", "unevaluatedProperties")


def as_sender(schema: JsonSchema, model: ContentModel) -> JsonSchema:
    """Return the schema of what a sender sends under a content model."""
    return schema if model is ContentModel.STRICT else close(schema)


def as_receiver(schema: JsonSchema, model: ContentModel) -> JsonSchema:
    """Return the schema of what a receiver takes under a content model."""
    return open_up(schema) if model is ContentModel.TOLERANT else schema


def close(schema: JsonSchema) -> JsonSchema:
    """Forbid undeclared names in every object for which names are declared; a free-form object stays free.

    What is below `not`, `if`, `contains` and `propertyNames` is a test, not a description of what is sent, and stays as written.
    """
    if isinstance(schema, bool):
        return schema
    closer = _Closer(schema)
    closed = closer.close_value({name: value for name, value in schema.items() if name != "$defs"})
    if isinstance(closed, Mapping) and definitions(schema):
        return {**closed, "$defs": {**definitions(schema), **closer.closed_definitions()}}
    return closed


def open_up(schema: JsonSchema) -> JsonSchema:
    """Drop `additionalProperties: false` and `unevaluatedProperties: false`, except below `not` and `if`."""
    if isinstance(schema, bool):
        return schema
    opened: dict[str, object] = {}
    for keyword, value in schema.items():
        if keyword in _REST and value is False:
            continue
        opened[keyword] = value if keyword in ("not", "if") else _map_keyword(keyword, value, open_up)
    return opened


def read_loosely(schema: JsonSchema) -> JsonSchema:
    """Return a schema whose `oneOf` asks for any of its alternatives, as people mean it who wrote alternatives that overlap."""
    if isinstance(schema, bool):
        return schema
    loose = {keyword: _map_keyword(keyword, value, read_loosely) for keyword, value in schema.items()}
    branches = loose.pop("oneOf", None)
    if branches is None:
        return loose
    also = loose.get("allOf")
    return {**loose, "allOf": [*(also if isinstance(also, list) else ()), {"anyOf": branches}]}


class _Closer:
    """Writes each definition twice: as written for tests, and with closed parts for what describes a payload."""

    def __init__(self, root: Mapping[str, object]) -> None:
        self.root = root
        self.suffix = ".closed"
        self._known: dict[int, bool] = {}  # the schemas live as long as the root
        while any(name.endswith(self.suffix) for name in definitions(root)):
            self.suffix += "."

    def closed_definitions(self) -> dict[str, JsonSchema]:
        return {name + self.suffix: self.close_parts(value) for name, value in definitions(self.root).items()}

    def is_record(self, schema: JsonSchema) -> bool:
        """Whether names are declared for the value of a schema."""
        if id(schema) not in self._known:
            self._known[id(schema)] = _declares_names(schema, self.root)
        return self._known[id(schema)]

    def close_value(self, schema: JsonSchema) -> JsonSchema:
        """Close a schema that stands alone for its value."""
        closed = self.close_parts(schema)
        if isinstance(closed, bool) or isinstance(schema, bool) or not self.is_record(schema):
            return closed
        if any(keyword in closed for keyword in _REST):
            return closed
        is_plain = "$ref" not in closed and not any(keyword in closed for keyword in _SAME_VALUE)
        return {**closed, "additionalProperties" if is_plain else "unevaluatedProperties": False}

    def close_parts(self, schema: JsonSchema) -> JsonSchema:
        """Close the parts of a value, and leave the value itself open: it may be one branch of several."""
        if isinstance(schema, bool):
            return schema
        is_record = self.is_record(schema)
        closed: dict[str, object] = {}
        for keyword, value in schema.items():
            if keyword in _REST and value in (True, {}) and is_record:
                continue
            if keyword in _PARTS:
                closed[keyword] = _map_keyword(keyword, value, self.close_value)
            elif keyword in _BRANCHES:
                closed[keyword] = _map_keyword(keyword, value, self.close_parts)
            elif keyword == "$ref" and isinstance(value, str) and value.removeprefix(_DEFS) in definitions(self.root):
                closed[keyword] = value + self.suffix
            else:
                closed[keyword] = value
        return closed


def _declares_names(schema: JsonSchema, root: JsonSchema) -> bool:
    pending, seen = [schema], set()
    while pending:
        one = pending.pop()
        if isinstance(one, bool):
            continue
        if one.get("properties") or one.get("patternProperties"):
            return True
        reference = one.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            pending.append(resolve(reference, root))
        pending.extend(value for tokens, value in subschemas(one) if tokens[0] in _SAME_VALUE)
    return False


def _map_keyword(keyword: str, value: object, rewrite: Callable[[JsonSchema], JsonSchema]) -> object:
    if keyword in _MAPS and isinstance(value, Mapping):
        return {name: rewrite(item) for name, item in value.items()}
    if keyword in _LISTS and isinstance(value, list):
        return [rewrite(item) for item in value]
    is_schema = keyword in _ONE and isinstance(value, (bool, Mapping))
    return rewrite(value) if is_schema else value  # type: ignore[arg-type]  # checked on the line above
