"""The official meta-schemas, compiled once and only when something asks for them."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

import jsonschema_rs

from crossdock.registry.specifications.binding_schemas import keep_bindings
from crossdock.registry.specifications.patterns import is_readable_pattern

_OPENAPI31_DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"
# the drafts, whose own meta-schemas the validator library holds → (address, the class that holds it)
_DRAFTS: dict[str, tuple[str, type[jsonschema_rs.Validator]]] = {
    "draft-04": ("http://json-schema.org/draft-04/schema", jsonschema_rs.Draft4Validator),
    "draft-06": ("http://json-schema.org/draft-06/schema", jsonschema_rs.Draft6Validator),
    "draft-07": ("http://json-schema.org/draft-07/schema", jsonschema_rs.Draft7Validator),
    "2019-09": ("https://json-schema.org/draft/2019-09/schema", jsonschema_rs.Draft201909Validator),
    "2020-12": ("https://json-schema.org/draft/2020-12/schema", jsonschema_rs.Draft202012Validator),
}
# meta-schemas that others refer to → (package, file)
_RESOURCES = {
    "openapi-3.1": (
        ("openapi_schema_validator", "schemas/oas3.1/metaschema.json"),
        ("openapi_schema_validator", "schemas/oas3.1/vocabularies/base"),
    ),
    "openapi-3.2": (
        ("openapi_schema_validator", "schemas/oas3.2/dialect/2025-09-17.json"),
        ("openapi_schema_validator", "schemas/oas3.2/meta/2025-09-17.json"),
    ),
}
# Everything but `regex` is an annotation (JSON Schema 2020-12, section 7.2.1); the meta-schemas use these.
_ANNOTATIONS = ("uri", "uri-reference", "iri", "iri-reference", "email", "uri-template", "media-range")


JsonObject = dict[str, Any]  # what a JSON file holds, at the edge


class MetaValidator(Protocol):
    """What a compiled meta-schema does."""

    def is_valid(self, instance: object) -> bool:
        """Return whether a document keeps it."""

    def iter_errors(self, instance: object) -> Iterable["jsonschema_rs.ValidationError"]:
        """Return everything that does not."""


@cache
def load_metaschema(name: str) -> JsonObject:
    """Return a meta-schema by name, such as `openapi-3.0`, `swagger-2.0`, `asyncapi-2.6`, `draft-07` or `table`.

    `openapi-3.1+any` leaves schemas open to any dialect; `asyncapi-3.0+kafka+` knows the bindings of Kafka only.

    Raises FileNotFoundError when there is none of that name.
    """
    if name in _DRAFTS:
        address = _DRAFTS[name][0]
        return {"$schema": address, "$ref": address}
    if name.startswith(("openapi-", "swagger-")):
        return _load_openapi(name)
    base, *kept = name.split("+")
    schema = _read_json("crossdock.registry.specifications", f"bundled/{base}.json")
    return keep_bindings(schema, kept) if base.startswith("asyncapi-") and base != name else schema


@cache
def load_resources(name: str) -> Mapping[str, JsonObject]:
    """Return what a meta-schema refers to or embeds, by address."""
    schema = load_metaschema(name)
    found = {str(part["$id"]): part for part in (_read_json(*where) for where in _RESOURCES.get(name, ()))}
    definitions = schema.get("definitions")
    embedded = definitions.values() if isinstance(definitions, dict) else ()
    return found | {str(part["$id"]): part for part in embedded if isinstance(part, dict) and "$id" in part}


@cache
def find_validator(name: str) -> MetaValidator:
    """Return the compiled meta-schema. Raises FileNotFoundError when there is none of that name."""
    schema = load_metaschema(name)
    outer = [(address, part) for address, part in load_resources(name).items() if name in _RESOURCES]
    compiled = _validator_class(schema)(
        schema,
        formats={"regex": is_readable_pattern} | dict.fromkeys(_ANNOTATIONS, _is_anything),
        validate_formats=True,
        registry=jsonschema_rs.Registry(outer) if outer else None,
        offline=True,
    )
    return cast(MetaValidator, compiled)


def _validator_class(schema: JsonObject) -> type[jsonschema_rs.Validator]:
    stated = str(schema.get("$schema", "")).rstrip("#")
    return next((found for address, found in _DRAFTS.values() if address == stated), jsonschema_rs.Draft202012Validator)


def _load_openapi(name: str) -> JsonObject:
    """Return OpenAPI's own meta-schema.

    From 3.1 on it leaves schemas open, so the dialect it names by default is put in, but for names that end in `+any`.
    """
    series = name.partition("-")[2].removesuffix("+any")
    schema = _read_json("openapi_spec_validator", f"resources/schemas/v{series}/schema.json")
    definitions = schema.get("$defs")
    if not isinstance(definitions, dict) or name not in _RESOURCES:
        return schema
    dialect = _read_json(*_RESOURCES[name][0])["$id"]
    return {**schema, "$defs": {**definitions, "schema": {"$dynamicAnchor": "meta", "$ref": dialect}}}


def _read_json(package: str, path: str) -> JsonObject:
    """Read a file of an installed package without importing it: the OpenAPI validators take 0.3 s to import."""
    spec = find_spec(package)
    folder = next(iter((spec.submodule_search_locations if spec else None) or ()), "")
    return cast(JsonObject, json.loads(Path(folder, path).read_text(encoding="utf-8")))


def _is_anything(_: str) -> bool:
    return True
