"""What JSON Schema says and Avro cannot: bounds, patterns, conditions. Nothing of it is held against an Avro description.

Source: Avro 1.12 specification, Schema Declaration: a type has no constraints but its symbols, its size, precision and scale.
"""

import re
from collections.abc import Callable, Mapping

from crossdock.registry.model.interface import JsonSchema

_UNSAID = frozenset(
    (
        *("minLength", "maxLength", "pattern", "multipleOf", "not", "propertyNames", "dependentRequired"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "contains", "minContains", "maxContains"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        *("contentEncoding", "contentMediaType", "contentSchema", "discriminator", "unevaluatedItems"),
    )
)
_CONDITIONS = ("if", "then", "else")
_REST = ("additionalProperties", "unevaluatedProperties")
_ANYTHING = {
    "$comment": "further names are stated, with values that Avro cannot limit"
}  # not the open end that nobody stated
_DROPPED = frozenset((*_UNSAID, *_CONDITIONS, "dependentSchemas"))
_ONE = frozenset(("items", "additionalProperties", "unevaluatedProperties"))
_LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_MAPS = frozenset(("properties", "patternProperties", "$defs"))
_SYMBOL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
LOCAL_FORMATS = {"date-time-local": f"^{_DAY}T{_CLOCK}$", "time-local": f"^{_CLOCK}$"}  # without a zone
_WIDTHS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


def spell_formats(schema: JsonSchema) -> JsonSchema:
    """Say in keywords what formats mean that Avro has types for, and validators do not know (OpenAPI Format Registry)."""
    if isinstance(schema, bool):
        return schema
    rewritten = _walk(schema, spell_formats)
    name = str(schema.get("format"))
    if name not in _WIDTHS and name not in LOCAL_FORMATS:
        return rewritten
    spelled: dict[str, object] = {"pattern": LOCAL_FORMATS.get(name)}
    if name in _WIDTHS:
        spelled = {"minimum": _WIDTHS[name][0], "maximum": _WIDTHS[name][1]}
    stated = rewritten.get("allOf")
    return {**rewritten, "allOf": [*(stated if isinstance(stated, list) else ()), spelled]}


def drop_unsaid(schema: JsonSchema) -> JsonSchema:
    """Return a schema that asks for nothing that Avro cannot say: it declares the same names, and accepts at least the same of them."""
    if isinstance(schema, bool):
        return schema
    kept = _walk({word: value for word, value in schema.items() if word not in _DROPPED}, drop_unsaid)
    for word in _REST:
        if kept.get(word) == {} and schema[word] != {}:
            kept[word] = _ANYTHING
    _loosen_names(kept)
    _loosen_values(kept)
    also = kept.get("allOf")
    parts = list(also) if isinstance(also, list) else []
    if "oneOf" in kept:  # a branch of a union is told by its name, so overlapping ones are no fault
        parts.append({"anyOf": kept.pop("oneOf")})
    conditional = _conditional(schema)
    _declare(kept, [part for part in conditional if "$ref" not in part])
    branches = [drop_unsaid(part) for part in conditional if "$ref" in part]
    if branches:
        parts.append({"anyOf": [True, *branches]})
    return {**kept, **({"allOf": parts} if parts else {})}


def _walk(schema: Mapping[str, object], rewrite: Callable[[JsonSchema], JsonSchema]) -> dict[str, object]:
    walked: dict[str, object] = {}
    for word, value in schema.items():
        if word in _ONE and isinstance(value, (bool, Mapping)):
            walked[word] = rewrite(value)
        elif word in _LISTS and isinstance(value, list):
            walked[word] = [rewrite(item) for item in value]
        elif word in _MAPS and isinstance(value, Mapping):
            walked[word] = {name: rewrite(item) for name, item in value.items()}
        else:
            walked[word] = value
    return walked


def _conditional(schema: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the schemas that hold under a condition and declare members."""
    dependent = schema.get("dependentSchemas")
    found = [schema.get(word) for word in _CONDITIONS]
    found += dependent.values() if isinstance(dependent, Mapping) else ()
    return [part for part in found if isinstance(part, Mapping) and ("properties" in part or "$ref" in part)]


def _declare(schema: dict[str, object], conditional: list[Mapping[str, object]]) -> None:
    """Declare what is declared under a condition only, with any value: elsewhere more may be said of it."""
    own = schema.get("properties")
    declared: dict[str, object] = dict(own) if isinstance(own, Mapping) else {}
    named = (part.get("properties") for part in conditional)
    found = dict.fromkeys(name for members in named if isinstance(members, Mapping) for name in members)
    if found.keys() - declared.keys():
        schema["properties"] = {**dict.fromkeys(found, True), **declared}


def _any(schemas: list[JsonSchema]) -> JsonSchema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _loosen_names(schema: dict[str, object]) -> None:
    """Turn names by pattern into any names: a map has no say in its keys."""
    patterns = schema.pop("patternProperties", None)
    if isinstance(patterns, Mapping) and patterns:
        rest = schema.get("additionalProperties")
        others = [rest] if isinstance(rest, Mapping) and rest else []
        schema["additionalProperties"] = _any([*patterns.values(), *others])


def _loosen_values(schema: dict[str, object]) -> None:
    """Turn listed values into their types where one of them is no symbol of an Avro enum."""
    listed = [schema["const"]] if "const" in schema else schema.get("enum")
    if not isinstance(listed, list) or all(value is None or _is_symbol(value) for value in listed):
        return
    schema.pop("const", None)
    schema.pop("enum", None)
    schema.setdefault("type", sorted({_type_of(value) for value in listed}))


def _is_symbol(value: object) -> bool:
    return isinstance(value, str) and _SYMBOL.fullmatch(value) is not None


def _type_of(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    names = ((str, "string"), (int, "integer"), (float, "number"), (list, "array"))
    return next((name for kind, name in names if isinstance(value, kind)), "object")
