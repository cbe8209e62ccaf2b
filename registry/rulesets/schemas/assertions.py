"""Keywords that judge a value by themselves: what each has against one, in Ajv's words.

Each takes the schema in which it stands, the value, which has the type that it is for, and the dialect.
"""

import json
from collections.abc import Callable, Iterator, Mapping

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.javascript import to_text
from crossdock.registry.rulesets.schemas.formats import keeps_format
from crossdock.registry.rulesets.schemas.patterns import matches
from crossdock.registry.rulesets.schemas.values import is_equal, is_of_type, keys_of, texts_of

Schema = Mapping[str, object]
Failures = Iterator[tuple[str, dict[str, object]]]
Assertion = Callable[[Schema, object, Dialect], Failures]
_SCALARS = ("string", "number", "integer", "boolean", "null")


def _bound(keyword: str, sign: str, exclusive: str) -> Assertion:
    """Return the judgement of a limit; in draft 4 `exclusive…: true` beside it makes it strict."""
    tests: dict[str, Callable[[float, float], bool]] = {
        "<=": lambda value, limit: value <= limit,
        ">=": lambda value, limit: value >= limit,
        "<": lambda value, limit: value < limit,
        ">": lambda value, limit: value > limit,
    }

    def judge(schema: Schema, value: object, dialect: Dialect) -> Failures:
        limit = schema[keyword]
        is_strict = dialect is Dialect.DRAFT4 and schema.get(exclusive) is True
        compared = sign[0] if is_strict else sign
        if is_of_type(limit, "number") and not tests[compared](value, limit):  # type: ignore[arg-type]  # both are numbers
            yield f"must be {compared} {to_text(limit)}", {}

    return judge


def _size(keyword: str, unit: str) -> Assertion:
    is_least, comparison = keyword.startswith("min"), "fewer" if keyword.startswith("min") else "more"

    def judge(schema: Schema, value: object, dialect: Dialect) -> Failures:
        limit, size = schema[keyword], len(value)  # type: ignore[arg-type]  # a text, list or object
        if is_of_type(limit, "number") and (size < limit if is_least else size > limit):  # type: ignore[operator]
            yield f"must NOT have {comparison} than {to_text(limit)} {unit}", {}

    return judge


def _multiple_of(schema: Schema, value: object, dialect: Dialect) -> Failures:
    step = schema["multipleOf"]
    if is_of_type(step, "number") and not _is_multiple(value, step):
        yield f"must be multiple of {to_text(step)}", {}


def _is_multiple(value: object, step: object) -> bool:
    try:
        return (float(value) / float(step)).is_integer()  # type: ignore[arg-type]  # both are numbers
    except (ZeroDivisionError, OverflowError):
        return False


def _const(schema: Schema, value: object, dialect: Dialect) -> Failures:
    if not is_equal(value, schema["const"]):
        yield "must be equal to constant", {"allowedValue": schema["const"]}


def _enum(schema: Schema, value: object, dialect: Dialect) -> Failures:
    allowed = schema["enum"]
    if isinstance(allowed, list) and not any(is_equal(value, each) for each in allowed):
        yield "must be equal to one of the allowed values", {"allowedValues": allowed}


def _pattern(schema: Schema, value: object, dialect: Dialect) -> Failures:
    if not matches(str(schema["pattern"]), str(value)):
        yield f'must match pattern "{schema["pattern"]}"', {}


def _format(schema: Schema, value: object, dialect: Dialect) -> Failures:
    if not keeps_format(str(schema["format"]), value):
        yield f'must match format "{schema["format"]}"', {}


def _required(schema: Schema, value: object, dialect: Dialect) -> Failures:
    for name in texts_of(schema["required"]):
        if name not in value:  # type: ignore[operator]  # an object
            yield f"must have required property '{name}'", {"missingProperty": name}


def dependent_required(schema: Schema, value: object, keyword: str) -> Failures:
    """Yield which properties are missing beside another one."""
    stated = schema[keyword]
    if not isinstance(stated, Mapping):
        return
    for name in keys_of(stated):
        wanted = texts_of(stated[name])
        if name not in value:  # type: ignore[operator]  # an object
            continue
        for missing in wanted:
            if missing not in value:  # type: ignore[operator]
                many = "property" if len(wanted) == 1 else "properties"
                yield (
                    f"must have {many} {', '.join(wanted)} when property {name} is present",
                    {"missingProperty": missing},
                )


def _unique_items(schema: Schema, value: object, dialect: Dialect) -> Failures:
    if schema["uniqueItems"] is True and (pair := _find_same(value, schema.get("items"))) is not None:
        yield f"must NOT have duplicate items (items ## {pair[0]} and {pair[1]} are identical)", {}


def _find_same(items: object, schema: object) -> tuple[int, int] | None:
    """Return two items that are the same, as Ajv looks for them: from the end; by a table where all are to be scalars."""
    if not isinstance(items, list):
        return None
    stated = schema.get("type") if isinstance(schema, Mapping) else None
    types = [stated] if isinstance(stated, str) else texts_of(stated)
    if types and all(name in _SCALARS for name in types):
        seen: dict[str, int] = {}
        for index in range(len(items) - 1, -1, -1):
            if any(is_of_type(items[index], name) for name in types):
                key = _key(items[index])
                if key in seen:
                    return seen[key], index
                seen[key] = index
        return None
    latest: dict[str, int] = {}
    found: tuple[int, int] | None = None
    for index, item in enumerate(items):
        key = _key(item)
        if key in latest:
            found = (latest[key], index)
        latest[key] = index
    return found


def _key(item: object) -> str:
    """Return a text that is the same for items that are."""
    whole = int(item) if isinstance(item, float) and item.is_integer() else item
    return json.dumps(whole, sort_keys=True)


ASSERTIONS: Mapping[str, Assertion] = {
    "maximum": _bound("maximum", "<=", "exclusiveMaximum"),
    "minimum": _bound("minimum", ">=", "exclusiveMinimum"),
    "exclusiveMaximum": _bound("exclusiveMaximum", "<", ""),
    "exclusiveMinimum": _bound("exclusiveMinimum", ">", ""),
    "multipleOf": _multiple_of,
    "const": _const,
    "enum": _enum,
    "maxLength": _size("maxLength", "characters"),
    "minLength": _size("minLength", "characters"),
    "pattern": _pattern,
    "format": _format,
    "maxItems": _size("maxItems", "items"),
    "minItems": _size("minItems", "items"),
    "uniqueItems": _unique_items,
    "maxProperties": _size("maxProperties", "properties"),
    "minProperties": _size("minProperties", "properties"),
    "required": _required,
    "dependentRequired": lambda schema, value, dialect: dependent_required(schema, value, "dependentRequired"),
}
