"""The meta-schemas of OpenAPI as the built-in rules read them: where alternatives can be told apart, only one of them speaks.

What has a `$ref` is a reference, what has none is not; a parameter is what its `in` says, a security scheme what its `type` says.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import cast

import jsonschema_rs

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.formats import keeps_format
from crossdock.registry.rulesets.schemas.metas import metas_of, vocabularies_of
from crossdock.registry.rulesets.schemas.resources import Resources
from crossdock.registry.specifications.metaschemas import JsonObject, load_metaschema, load_resources

_FORMATS = ("email", "uri", "uri-reference", "regex")
_IS_REFERENCE: JsonObject = {"type": "object", "required": ["$ref"]}
_NO_SCHEMA = '"{{property}}" property must be a valid Schema Object'
_DRAFT = "https://json-schema.org/draft/2020-12"
_CONTENT_ONLY = ("style", "explode", "allowReserved", "example", "examples")
_STYLES = {
    "query": {"enum": ["form", "spaceDelimited", "pipeDelimited", "deepObject"]},
    "header": {"const": "simple"},
    "cookie": {"const": "form"},
}
_SCHEMES = {
    "apiKey": "APIKeySecurityScheme",
    "oauth2": "OAuth2SecurityScheme",
    "openIdConnect": "OpenIdConnectSecurityScheme",
}


_TYPED = (
    "header",
    "bodyparameter",
    "subschema",
)  # definitions of Swagger 2.0 that ask for a text beside the texts that they list


@cache
def open_oas_schema(name: str) -> Resources:
    """Return the meta-schema `openapi-3.0`, `openapi-3.1`, `openapi-3.2` or `swagger-2.0`."""
    if name == "openapi-3.0":
        return Resources(_read_openapi30(), metas_of(Dialect.DRAFT2020))
    if name == "swagger-2.0":
        return Resources(_read_swagger(), metas_of(Dialect.DRAFT4))
    return Resources(_read_later(name), {**metas_of(Dialect.DRAFT2020), **_read_dialect(name)})


@cache
def open_fast_validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return a validator that accepts what the meta-schema accepts."""
    resources = open_oas_schema(name)
    others = [(address, part) for address, part in resources.others.items() if isinstance(part, dict)]
    formats = {each: _checker(each) for each in _FORMATS}
    return jsonschema_rs.Draft202012Validator(
        cast(JsonObject, resources.root),
        formats=formats,
        validate_formats=True,
        registry=jsonschema_rs.Registry(others) if others else None,
        offline=True,
    )


def _checker(name: str) -> Callable[[str], bool]:
    return lambda text: keeps_format(name, text)


def _read_openapi30() -> JsonObject:
    schema = cast(JsonObject, _settle(load_metaschema("openapi-3.0"), "#/definitions/Reference"))
    definitions = schema["definitions"]
    _drop_types(definitions)
    definitions["Schema"]["properties"]["additionalProperties"] = _choose(
        _IS_REFERENCE,
        _to("Reference"),
        _be_schema(_to("Schema"), '"additionalProperties" property must be a valid Schema Object'),
    )
    _allow_only(definitions["Header"]["properties"], "style", "simple")
    _allow_only(definitions["APIKeySecurityScheme"]["properties"], "type", "apiKey")
    _allow_only(definitions["OAuth2SecurityScheme"]["properties"], "type", "oauth2")
    _allow_only(definitions["OpenIdConnectSecurityScheme"]["properties"], "type", "openIdConnect")
    definitions["Encoding"]["properties"]["headers"]["additionalProperties"] = _to("Header")
    definitions["Encoding"].pop("patternProperties", None)
    definitions["SchemaXORContent"] = _schema_or_content()
    definitions["Parameter"]["required"] = ["name"]
    definitions["ParameterLocation"] = _parameter_location()
    definitions["SecurityScheme"] = _security_scheme()
    return {**schema, "$schema": f"{_DRAFT}/schema"}


def _read_swagger() -> JsonObject:
    schema = cast(JsonObject, _settle(load_metaschema("swagger-2.0"), "#/definitions/jsonReference"))
    definitions = schema["definitions"]
    _drop_types({name: part for name, part in definitions.items() if not name.lower().endswith(_TYPED)})
    shape = definitions["schema"]["properties"]
    shape["additionalProperties"] = _be_schema(_to("schema"), '"additionalProperties" property must be a valid schema')
    shape |= {name: {"type": "array", "minItems": 1, "items": _to("schema")} for name in ("oneOf", "anyOf")}
    definitions["securityDefinitions"]["errorMessage"] = {
        "properties": {
            name: f"Invalid {name} authentication security definition" for name in ("basic", "apiKey", "oauth2")
        },
        "_": "Invalid security securityDefinitions",
    }
    for kind in ("Implicit", "Password", "Application", "AccessCode"):
        flow = definitions[f"oauth2{kind}Security"]
        flow["required"] = [*(name for name in flow["required"] if name != "scopes"), "scopes"]
        if kind in ("Application", "AccessCode"):
            _allow_only(flow["properties"], "type", "oauth2")
            _allow_only(flow["properties"], "flow", kind[0].lower() + kind[1:])
    definitions["multipleOf"] = {"type": "number", "exclusiveMinimum": 0}
    return {**schema, "$schema": f"{_DRAFT}/schema", "$id": "http://swagger.io/v2/schema.json"}


def _read_later(name: str) -> JsonObject:
    """Return the meta-schema of OpenAPI 3.1 or later: schemas keep its dialect, and one of three parts must be there."""
    schema = cast(JsonObject, _copy(load_metaschema(f"{name}+any")))
    series = name.removeprefix("openapi-")
    dialect = next(iter(_read_dialect(name)))
    schema = cast(JsonObject, _point_to(schema, dialect))
    message = 'The document must have either "paths", "webhooks" or "components"'
    schema["anyOf"] = [{**part, "errorMessage": message} for part in schema["anyOf"]]
    schema["errorMessage"] = {"anyOf": message}
    if series == "3.1":
        _loosen31(schema["$defs"], dialect)
    else:
        schema["$defs"]["schema"] = {"$ref": dialect}  # no anchor: schemas inside of schemas keep the dialect as well
    return schema


def _loosen31(definitions: JsonObject, dialect: str) -> None:
    """Take back what the built-in rules do not ask of OpenAPI 3.1."""
    definitions["schema"] = {"$ref": dialect}
    definitions["server"]["properties"]["url"].pop("format", None)
    definitions["paths"]["patternProperties"]["^/"] = {"$ref": "#/$defs/path-item"}
    definitions["reference"].pop("unevaluatedProperties", None)
    path_style = definitions["parameter"]["dependentSchemas"]["schema"]["$defs"]["styles-for-path"]
    path_style["then"]["properties"].pop("name", None)
    definitions["example"]["properties"]["externalValue"]["format"] = "uri-reference"
    definitions["security-scheme"]["$defs"]["type-oidc"]["then"]["properties"]["openIdConnectUrl"]["format"] = (
        "uri-reference"
    )
    for flow in definitions["oauth-flows"]["$defs"].values():
        for name, part in flow["properties"].items():
            if name.endswith("Url"):
                part["format"] = "uri-reference"


@cache
def _read_dialect(name: str) -> Mapping[str, JsonObject]:
    """Return the dialect of schemas by address, the dialect itself first, and what it is made of."""
    resources = load_resources(name)
    address = next(each for each in resources if "dialect" in each)
    base = next(each for each in resources if "meta" in each)
    if name != "openapi-3.1":
        return {address: resources[address], base: resources[base], **vocabularies_of(Dialect.DRAFT2020)}
    core = f"{_DRAFT}/told-apart"
    validation = f"{_DRAFT}/meta/validation"
    parts = dict(vocabularies_of(Dialect.DRAFT2020))
    kinds = parts[validation]["properties"]["type"]["anyOf"]
    no_type = '"type" property must be either a string or an array of strings'
    told = {
        **parts[validation]["properties"],
        "type": _choose({"type": "string"}, kinds[0], _else({"type": "array"}, kinds[1], no_type)),
    }
    parts[f"{core}/validation"] = {**parts[validation], "$id": f"{core}/validation", "properties": told}
    draft = cast(JsonObject, metas_of(Dialect.DRAFT2020)[f"{_DRAFT}/schema"])
    whole = [
        {"$ref": f"{core}/validation" if "validation" in part["$ref"] else f"{_DRAFT}/{part['$ref']}"}
        for part in draft["allOf"]
    ]
    old = {each: {"$ref": f"{_DRAFT}/schema#/properties/{each.replace('$', '%24')}"} for each in draft["properties"]}
    shape = resources[base]
    about = {"type": "object", "properties": shape["properties"]}
    return {
        address: {"$id": address, **_be_schema({"allOf": [{"$ref": core}, {"$ref": base}]}, _NO_SCHEMA)},
        core: {"$id": core, "$dynamicAnchor": "meta", **_be_schema({"allOf": whole, "properties": old}, _NO_SCHEMA)},
        base: {"$id": base, "$defs": shape["$defs"], **_be_schema(about, _NO_SCHEMA)},
        **parts,
    }


def _schema_or_content() -> JsonObject:
    content = {"allOf": [{"not": {"required": [name]}} for name in _CONTENT_ONLY]}
    neither = {"not": True, "errorMessage": {"not": '"schema" or "content" must be present'}}
    return {
        "errorMessage": {"not": "Schema and content are mutually exclusive, at least one is required"},
        "not": {"required": ["schema", "content"]},
        **_choose(_has("schema"), True, _choose(_has("content"), content, neither)),
    }


def _parameter_location() -> JsonObject:
    of_path = {
        "required": ["required"],
        "properties": {"style": {"enum": ["matrix", "label", "simple"]}, "required": {"const": True}},
    }
    places: dict[str, JsonObject] = {
        "path": of_path,
        **{name: {"properties": {"style": style}} for name, style in _STYLES.items()},
    }
    other = _one_of_kinds("in", list(places), {"required": 'Parameter must have a valid "in" property'})
    return {"type": "object", **_by_kind("in", places.items(), other)}


def _security_scheme() -> JsonObject:
    messages = {"required": "Security scheme must have a valid type", "type": "Invalid security scheme"}
    other = _one_of_kinds("type", ["apiKey", "http", "oauth2", "openIdConnect"], messages)
    return _by_kind("type", ((kind, _to(name)) for kind, name in _SCHEMES.items()), other)


def _by_kind(name: str, kinds: Iterable[tuple[str, JsonObject]], other: JsonObject) -> JsonObject:
    """Return a schema that is another one for each value of a member."""
    found = other
    for kind, schema in reversed(list(kinds)):
        found = _choose({"type": "object", "properties": {name: {"const": kind}}, "required": [name]}, schema, found)
    return found


def _one_of_kinds(name: str, kinds: list[str], messages: JsonObject) -> JsonObject:
    return {"type": "object", "properties": {name: {"enum": kinds}}, "required": [name], "errorMessage": messages}


def _settle(schema: object, reference: str) -> object:
    """Return a copy of a schema in whose alternatives references are told apart from the rest, in the meaning of 2020-12."""
    if isinstance(schema, list):
        return [_settle(part, reference) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {name: _settle(part, reference) for name, part in schema.items() if name != "id"}
    parts = schema.get("oneOf")
    if isinstance(parts, list) and len(parts) == 2 and {"$ref": reference} in parts:
        other = next(part for part in found.pop("oneOf") if part != {"$ref": reference})  # type: ignore[attr-defined]
        found |= _choose(_IS_REFERENCE, {"$ref": reference}, other)
    if found.get("exclusiveMinimum") is True:
        found["exclusiveMinimum"] = found.pop("minimum")
    return found


def _drop_types(schema: object) -> None:
    """Take out of a schema the types that stand beside the texts that are allowed: that a value is none of them says enough."""
    if isinstance(schema, dict) and schema.get("type") == "string" and isinstance(schema.get("enum"), list):
        del schema["type"]
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _drop_types(part)


def _point_to(schema: object, dialect: str) -> object:
    """Return a copy of a schema whose schemas are those of a dialect."""
    if isinstance(schema, list):
        return [_point_to(part, dialect) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        ("$ref" if name == "$dynamicRef" else name): dialect if name == "$dynamicRef" else _point_to(part, dialect)
        for name, part in schema.items()
    }


def _copy(schema: object) -> object:
    if isinstance(schema, list):
        return [_copy(part) for part in schema]
    return {name: _copy(part) for name, part in schema.items()} if isinstance(schema, Mapping) else schema


def _choose(condition: JsonObject, then: object, otherwise: object) -> JsonObject:
    return {"if": condition, "then": then, "else": otherwise}


def _else(condition: JsonObject, then: object, message: str) -> JsonObject:
    return _choose(condition, then, {"not": True, "errorMessage": message})


def _be_schema(schema: JsonObject, message: str) -> JsonObject:
    """Return what holds for a schema of an object, where a truth value may stand as well."""
    return _choose({"type": "object"}, schema, _else({"type": "boolean"}, True, message))


def _has(name: str) -> JsonObject:
    return {"type": "object", "required": [name]}


def _to(definition: str) -> JsonObject:
    return {"$ref": f"#/definitions/{definition}"}


def _allow_only(properties: JsonObject, name: str, value: str) -> None:
    properties[name] = {"const": value}
