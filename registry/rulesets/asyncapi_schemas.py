"""The meta-schemas of AsyncAPI, and which of their errors are told of a document."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import cast

import jsonschema_rs

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.error import SchemaError
from crossdock.registry.rulesets.schemas.formats import TEXT_FORMATS, keeps_format
from crossdock.registry.rulesets.schemas.metas import metas_of
from crossdock.registry.rulesets.schemas.resources import Resources
from crossdock.registry.specifications.metaschemas import JsonObject, load_metaschema

_DEFINITIONS = "http://asyncapi.com/definitions"
# places of AsyncAPI 3 that hold references only; what stands there when they are followed
_FOLLOWED = (
    ("channel", ("servers", "items"), "server"),
    ("operation", ("channel",), "channel"),
    ("operation", ("messages", "items"), "messageObject"),
    ("operationReply", ("channel",), "channel"),
    ("operationReply", ("messages", "items"), "messageObject"),
)


@cache
def open_document_schema(series: str, *, is_resolved: bool) -> Resources:
    """Return the meta-schema of a series such as `2.6`; `is_resolved`: for documents whose references are followed."""
    schema = _copy(series)
    if is_resolved and series.startswith("3."):
        for definition, path, target in _FOLLOWED:
            place = schema["definitions"][_address(definition, series)]["properties"]
            for name in path:
                place = place[name]
            place["$ref"] = _address(target, series)
    return Resources(schema, metas_of(Dialect.DRAFT7))


@cache
def open_payload_schema(series: str) -> Resources:
    """Return the meta-schema of the schemas of payloads."""
    schema = {"$ref": _address("schema", series), "definitions": _copy(series)["definitions"]}
    return Resources(schema, metas_of(Dialect.DRAFT7))


@cache
def open_fast_validator(series: str) -> jsonschema_rs.Draft7Validator:
    """Return a validator that accepts what the meta-schema of a series accepts."""
    formats: dict[str, Callable[..., bool]] = {name: partial(keeps_format, name) for name in TEXT_FORMATS}
    schema = load_metaschema(f"asyncapi-{series}")
    return jsonschema_rs.Draft7Validator(schema, formats=formats, validate_formats=True, offline=True)


def choose_errors(errors: Sequence[SchemaError]) -> list[SchemaError]:
    """Return the errors that are told: one for a place, and none that only says that alternatives above it fail."""
    kept = [_move(error) for error in errors if not _wants_reference(error)]
    index = 0
    while index < len(kept):
        error = kept[index]
        if index + 1 < len(kept) and kept[index + 1].pointer == error.pointer:
            del kept[index + 1]
        elif index > 0 and error.keyword == "oneOf" and kept[index - 1].pointer.startswith(error.pointer):
            del kept[index]
        else:
            index += 1
    return kept


def _wants_reference(error: SchemaError) -> bool:
    return error.keyword == "required" and error.params.get("missingProperty") == "$ref"


def _move(error: SchemaError) -> SchemaError:
    if error.keyword != "additionalProperties":
        return error
    return replace(error, pointer=f"{error.pointer}/{error.params.get('additionalProperty')}")


def _copy(series: str) -> JsonObject:
    """Return a meta-schema without those of the drafts, which are known anyway."""
    schema = cast(JsonObject, json.loads(json.dumps(load_metaschema(f"asyncapi-{series}"))))
    definitions: Mapping[str, object] = schema["definitions"]
    schema["definitions"] = {name: part for name, part in definitions.items() if "json-schema.org" not in name}
    return schema


def _address(name: str, series: str) -> str:
    return f"{_DEFINITIONS}/{series}.0/{name}.json"
