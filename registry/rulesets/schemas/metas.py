"""The meta-schemas of the drafts, by the addresses under which schemas name and reference them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.resources import Resources
from crossdock.registry.specifications.metaschemas import JsonObject

_PACKAGE = "jsonschema_specifications"
_FILES = {
    Dialect.DRAFT4: ("http://json-schema.org/draft-04/schema", "draft4"),
    Dialect.DRAFT6: ("http://json-schema.org/draft-06/schema", "draft6"),
    Dialect.DRAFT7: ("http://json-schema.org/draft-07/schema", "draft7"),
    Dialect.DRAFT2019: ("https://json-schema.org/draft/2019-09/schema", "draft201909"),
    Dialect.DRAFT2020: ("https://json-schema.org/draft/2020-12/schema", "draft202012"),
}
# which meta-schemas a schema may name, by the dialect in which it is read; the first when it names none
_KNOWN = {
    Dialect.DRAFT4: (Dialect.DRAFT4,),
    Dialect.DRAFT7: (Dialect.DRAFT7, Dialect.DRAFT6, Dialect.DRAFT4),
    Dialect.DRAFT2019: (Dialect.DRAFT2019,),
    Dialect.DRAFT2020: (Dialect.DRAFT2020,),
}


def metas_of(dialect: Dialect) -> Mapping[str, object]:
    """Return the meta-schemas that references of a schema may lead to, by address."""
    return {_FILES[each][0]: _load(each) for each in _KNOWN[dialect]}


def address_of(dialect: Dialect) -> str:
    """Return the address of the meta-schema of a dialect."""
    return _FILES[dialect][0]


@cache
def find_meta(address: str | None, dialect: Dialect) -> Resources | None:
    """Return the meta-schema of an address (`None`: that of the dialect); `None` when it is not known in this dialect."""
    known = _KNOWN[dialect]
    wanted = _FILES[known[0]][0] if address is None else address.rstrip("#")
    found = next((each for each in known if _FILES[each][0] == wanted), None)
    if found is None:
        return None
    return Resources(_load(found), vocabularies_of(found), "id" if found is Dialect.DRAFT4 else "$id")


@cache
def _load(dialect: Dialect) -> JsonObject:
    schema = _read(_folder() / _FILES[dialect][1] / "metaschema.json")
    properties = schema["properties"]
    if dialect in (Dialect.DRAFT6, Dialect.DRAFT7):
        # Ajv holds schemas to what the drafts say of `enum` in words only (JSON Schema Validation, draft 7, section 6.1.2)
        properties["enum"] |= {"minItems": 1, "uniqueItems": True}
    if dialect is Dialect.DRAFT4:
        properties.pop("format", None)
    return schema


def vocabularies_of(dialect: Dialect) -> Mapping[str, JsonObject]:
    """Return the parts of the meta-schema of a dialect that has parts, by address."""
    folder = _folder() / _FILES[dialect][1] / "vocabularies"
    parts = [_read(path) for path in sorted(folder.iterdir())] if folder.is_dir() else []
    return {str(part["$id"]): part for part in parts}


def _folder() -> Path:
    """Return where the files lie; the package is not imported, which takes time."""
    spec = find_spec(_PACKAGE)
    return Path(next(iter((spec.submodule_search_locations if spec else None) or ()), ""), "schemas")


def _read(path: Path) -> JsonObject:
    return cast(JsonObject, json.loads(path.read_text(encoding="utf-8")))
