"""The content model: two rewrites of bundled 2020-12 schemas before the one inclusion test (docs/compatibility.md).

`close` makes a sender emit declared names only, `open_up` makes a receiver ignore names it does not know. Both act on what is
declared for a value across `$ref`, `allOf`, `anyOf`, `oneOf`, `if` and `dependentSchemas` together, never on one branch:
what `unevaluatedProperties` means (JSON Schema 2020-12 core, section 11.3).
"""

from collections.abc import Callable, Mapping

from crossdock.registry.compat.closing import Closer
from crossdock.registry.compat.keywords import (
    CONSEQUENCES,
    PART,
    PART_LISTS,
    PART_MAPS,
    SAME_VALUE_LISTS,
    SAME_VALUE_MAPS,
)
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema

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
    return Closer(schema).close()


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


def _map_keyword(keyword: str, value: object, rewrite: Callable[[JsonSchema], JsonSchema]) -> object:
    if keyword in _MAPS and isinstance(value, Mapping):
        return {name: rewrite(item) for name, item in value.items()}
    if keyword in _LISTS and isinstance(value, list):
        return [rewrite(item) for item in value]
    is_schema = keyword in _ONE and isinstance(value, (bool, Mapping))
    return rewrite(value) if is_schema else value  # type: ignore[arg-type]  # checked on the line above
