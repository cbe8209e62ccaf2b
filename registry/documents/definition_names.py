"""Names for the definitions of a bundled schema: what people called them, unique in the bundle."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from crossdock.registry.model.location import split_pointer

_UNWANTED = re.compile(r"[^A-Za-z0-9._-]+")
_LINE = re.compile(r"v[0-9][0-9a-z.-]*")
_GENERAL = frozenset(
    ("schema", "openapi", "asyncapi", "swagger", "api", "index", "table", "vocabulary")
)  # say nothing by themselves
_CONTAINERS = frozenset(
    (
        *(
            "definitions",
            "$defs",
            "schemas",
            "components",
            "properties",
            "items",
            "allOf",
            "anyOf",
            "oneOf",
            "schema",
            "not",
        ),
        *("additionalProperties", "patternProperties", "prefixItems", "payload", "message", "messages", "content"),
    )
)


def suggest_name(path: str, pointer: str) -> str:
    """Return the name of what stands at a place: the last token that someone chose, else the file's or the contract's name.

    >>> suggest_name("contracts/wms/pick/v1/openapi.yaml", "/components/schemas/Pick")
    'Pick'
    >>> suggest_name("contracts/canonical/shipment/v1/schema.json", "")
    'shipment'
    >>> suggest_name("contracts/canonical/shipment/v1/schema.json", "/properties/lines/items")
    'lines-items'
    """
    tokens = list(split_pointer(pointer))
    tail: list[str] = []
    while tokens and (tokens[-1] in _CONTAINERS or tokens[-1].isdigit()):
        tail.insert(0, tokens.pop())
    first = tokens[-1] if tokens else _name_file(path)
    return _UNWANTED.sub("_", "-".join((first, *tail))).strip("_") or "schema"


def _name_file(path: str) -> str:
    pure = PurePosixPath(path)
    stem = pure.name.split(".", 1)[0]
    if stem.lower() not in _GENERAL:
        return stem
    return next((part for part in reversed(pure.parts[:-1]) if not _LINE.fullmatch(part)), stem)


def make_unique(names: Iterable[str]) -> list[str]:
    """Return the names in their order, a number after each that was there before.

    >>> make_unique(["Line", "Shipment", "Line"])
    ['Line', 'Shipment', 'Line-2']
    """
    taken: set[str] = set()
    unique: list[str] = []
    for name in names:
        candidate, number = name, 2
        while candidate in taken:
            candidate, number = f"{name}-{number}", number + 1
        taken.add(candidate)
        unique.append(candidate)
    return unique
