"""What is wrong with a value, in the words that users of the ruleset format know."""

import json
import re
from collections.abc import Iterable

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.validators import Failure
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.model.location import split_pointer
from crossdock.registry.rulesets.javascript import print_value, to_text

# The order in which the keywords of one schema are looked at by Ajv, the validator that users of the format know; it tells the first.
_ORDER = (
    *("$ref", "$dynamicRef", "type", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"),
    *("maxLength", "minLength", "pattern", "const", "enum", "not", "anyOf", "oneOf", "allOf", "if", "then", "else"),
    *("format", "maxItems", "minItems", "uniqueItems", "prefixItems", "items", "contains", "maxProperties"),
    *("minProperties", "required", "dependentRequired", "dependentSchemas", "propertyNames", "additionalProperties"),
    *("properties", "patternProperties", "unevaluatedItems", "unevaluatedProperties"),
)
_RANKS = {keyword: rank for rank, keyword in enumerate(_ORDER)}
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
_BOUNDS = {"maximum": "<=", "minimum": ">=", "exclusiveMaximum": "<", "exclusiveMinimum": ">"}
_SIZES = {"Items": "items", "Properties": "properties", "Length": "characters"}
_PLAIN = {
    "const": "must be equal to constant",
    "anyOf": "must match a schema in anyOf",
    "oneOf": "must match exactly one schema in oneOf",
    "not": "must not be valid",
    "unevaluatedProperties": "must not have unevaluated properties",
    "unevaluatedItems": "must not have unevaluated items",
    "false": "boolean schema is false",
}
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
MAX_COMPARED = 200  # characters of a value that is compared with those allowed


def find_first(failures: Iterable[Failure], bundle: JsonSchema, value: object) -> Failure:
    """Return the failure that is met first when a schema and the value are read in order."""
    return min(failures, key=lambda failure: (_rank(failure, bundle), _order(failure, value)))


def _order(failure: Failure, value: object) -> list[int]:
    """Return where each step of the way to what is wrong stands among its neighbours in the value."""
    ranks: list[int] = []
    for token in split_pointer(failure.pointer):
        if isinstance(value, dict):
            ranks.append(list(value).index(token) if token in value else 0)
            value = value.get(token)
        elif isinstance(value, list) and token.isdigit() and int(token) < len(value):
            ranks.append(int(token))
            value = value[int(token)]
    return ranks


def _rank(failure: Failure, bundle: JsonSchema) -> list[int]:
    """Return where each step of a failure's way through the schema stands among its neighbours."""
    schema: object = bundle
    ranks: list[int] = []
    is_keyword = True  # whether the step names a keyword, and not a member of what a keyword holds
    for token in split_pointer(failure.way):
        if isinstance(schema, dict):
            names = list(schema)
            ranks.append(_RANKS.get(token, len(_ORDER)) if is_keyword else names.index(token) if token in names else 0)
            reference = schema.get(token)
            is_reference = is_keyword and token in ("$ref", "$dynamicRef") and isinstance(reference, str)
            schema = _follow(bundle, str(reference)) if is_reference else reference
            is_keyword = not (is_keyword and token in _MAPS)
        elif isinstance(schema, list) and token.isdigit() and int(token) < len(schema):
            ranks.append(int(token))
            schema, is_keyword = schema[int(token)], True
        else:
            break
    if failure.keyword == "required" and isinstance(schema, list):
        name = _name_of_required(failure)
        ranks.append(schema.index(name) if name in schema else len(schema))
    return ranks


def _name_of_required(failure: Failure) -> str:
    return failure.message.removesuffix(" is a required property").strip('"')


def _follow(bundle: JsonSchema, reference: str) -> object:
    try:
        return find_data(bundle, reference.removeprefix("#"))
    except KeyError:
        return None


def describe(failure: Failure, bundle: JsonSchema, key: str | int | None, value: object) -> tuple[str, str]:
    """Return what is wrong with a value, and the pointer to the part of it that is meant.

    `key` is the name of the value, `None` for a document.
    """
    found = _QUOTED.search(failure.message) if failure.keyword == "additionalProperties" else None
    if found is not None:
        return f'Property "{found[1]}" is not expected to be here', failure.pointer
    tokens = split_pointer(failure.pointer)
    if tokens and tokens[-1].isdigit() and isinstance(_part(value, failure.pointer.rpartition("/")[0]), list):
        said = _describe(failure, bundle, value)
        text = said.removeprefix("type ") if failure.keyword == "type" else said
        return f"Item at index {tokens[-1]} {text}", failure.pointer
    else:
        last = tokens[-1] if tokens else key
        named = f'"{last}" property' if last is not None else _name_of_kind(failure, value)
    return f"{named} {_describe(failure, bundle, value)}", failure.pointer


def _name_of_kind(failure: Failure, value: object) -> str:
    """Return what a value without a name is called: its kind, as JavaScript's `typeof` has it."""
    if failure.keyword == "type":
        return "Value"
    kinds = {str: "String", bool: "Boolean", int: "Number", float: "Number"}
    return kinds.get(type(value), "Object")


def _describe(failure: Failure, bundle: JsonSchema, value: object) -> str:
    try:
        wanted = find_data(bundle, failure.schema_pointer)
    except KeyError:
        return failure.message
    keyword = failure.keyword
    if keyword == "required":
        return f'must have required property "{_name_of_required(failure)}"'
    if keyword == "type":
        return f"type must be {', '.join(wanted) if isinstance(wanted, list) else wanted}"
    if keyword in ("pattern", "format"):
        return f'must match {keyword} "{wanted}"'
    if keyword == "enum" and isinstance(wanted, list):
        allowed = ", ".join(map(print_value, wanted))
        return f"must be equal to one of the allowed values: {allowed}{_suggest(_part(value, failure.pointer), wanted)}"
    if keyword in _BOUNDS:
        return f"must be {_BOUNDS[keyword]} {json.dumps(wanted)}"
    if keyword == "multipleOf":
        return f"must be multiple of {json.dumps(wanted)}"
    if keyword == "uniqueItems":
        return f"must not have duplicate items{_duplicates(_part(value, failure.pointer))}"
    if keyword[3:] in _SIZES:
        comparison = "fewer" if keyword.startswith("min") else "more"
        return f"must not have {comparison} than {json.dumps(wanted)} {_SIZES[keyword[3:]]}"
    return _PLAIN.get(keyword, failure.message)


def _part(value: object, pointer: str) -> object:
    try:
        return find_data(value, pointer)
    except KeyError:
        return None


def _suggest(value: object, allowed: list[object]) -> str:
    """Return the allowed value that is nearest, when it is near or the only one."""
    if value is None or len(text := to_text(value)) > MAX_COMPARED:
        return ""
    texts = [to_text(each) for each in allowed]
    weights = [_distance(text, each) for each in texts]
    best = weights.index(min(weights))
    is_near = len(texts) == 1 or weights[best] < len(texts[best])
    return f". Did you mean {print_value(texts[best])}?" if is_near else ""


def _distance(first: str, second: str) -> int:
    """Return the Levenshtein distance: how many characters are added, removed or replaced."""
    row = list(range(len(second) + 1))
    for index, char in enumerate(first, 1):
        diagonal, row[0] = row[0], index
        for column, other in enumerate(second, 1):
            step = min(row[column] + 1, row[column - 1] + 1, diagonal + (char != other))
            diagonal, row[column] = row[column], step
    return row[-1]


def _duplicates(items: object) -> str:
    """Return which two items are the same: the last one that has an equal one before it."""
    if not isinstance(items, list):
        return ""
    keys = [json.dumps(item, sort_keys=True) for item in items]
    for later in range(len(keys) - 1, 0, -1):
        earlier = next((index for index in range(later - 1, -1, -1) if keys[index] == keys[later]), None)
        if earlier is not None:
            return f" (items ## {earlier} and {later} are identical)"
    return ""
