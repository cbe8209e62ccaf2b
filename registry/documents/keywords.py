"""What each dialect's schemas may say: the keywords it knows, and what their values must be to mean something."""

from collections.abc import Callable

from crossdock.registry.model.interface import Dialect

SCHEMA = frozenset(
    (
        *("additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"),
        *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
    )
)
SCHEMA_LIST = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
SCHEMA_MAP = frozenset(("properties", "patternProperties", "dependentSchemas"))

_OBJECT = frozenset(("properties", "additionalProperties", "required", "maxProperties", "minProperties"))
_ARRAY = frozenset(("items", "additionalItems", "maxItems", "minItems", "uniqueItems"))
_STRING = frozenset(("maxLength", "minLength", "pattern"))
_NUMBER = frozenset(("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"))
_SWAGGER2 = _OBJECT | _ARRAY | _STRING | _NUMBER | {"type", "enum", "allOf", "x-nullable"}
_OPENAPI30 = (_SWAGGER2 - {"x-nullable"}) | {"anyOf", "oneOf", "not", "nullable"}
_DRAFT4 = (_SWAGGER2 - {"x-nullable"}) | {"anyOf", "oneOf", "not", "patternProperties", "dependencies"}
_DRAFT6 = _DRAFT4 | {"const", "contains", "propertyNames"}
_DRAFT7 = _DRAFT6 | {"if", "then", "else"}
_DRAFT2019 = (_DRAFT7 - {"dependencies"}) | {
    *("dependentSchemas", "dependentRequired", "unevaluatedItems", "unevaluatedProperties"),
    *("maxContains", "minContains", "contentSchema"),
}
_KNOWN = {
    Dialect.SWAGGER2: _SWAGGER2,
    Dialect.OPENAPI30: _OPENAPI30,
    Dialect.DRAFT4: _DRAFT4,
    Dialect.DRAFT6: _DRAFT6,
    Dialect.DRAFT7: _DRAFT7,
    Dialect.ASYNCAPI: _DRAFT7,
    Dialect.DRAFT2019: _DRAFT2019,
    Dialect.DRAFT2020: (_DRAFT2019 - {"additionalItems"}) | {"prefixItems"},
}
_ANNOTATIONS = frozenset(
    (
        *(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format",
            "$comment",
        ),
        *("discriminator", "xml", "externalDocs", "contentEncoding", "contentMediaType"),
    )
)
TYPES = frozenset(("null", "boolean", "object", "array", "number", "string", "integer"))


def is_known(keyword: str, dialect: Dialect) -> bool:
    """Whether a keyword says something in a dialect; an extension (`x-…`) or annotation always does, to people and generators."""
    return keyword in _KNOWN[dialect] or keyword in _ANNOTATIONS or keyword.startswith("x-")


def ignores_siblings(dialect: Dialect) -> bool:
    """Whether the keywords beside `$ref` mean nothing (before 2019-09, and in OpenAPI before 3.1)."""
    return dialect not in (Dialect.DRAFT2019, Dialect.DRAFT2020)


def has_meaning(keyword: str, value: object) -> bool:
    """Whether a value is one that the keyword allows; the validity of the document is judged elsewhere."""
    return _MEANINGFUL.get(keyword, _anything)(value)


def _anything(value: object) -> bool:
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value)


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


def _is_filled_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _is_string(value: object) -> bool:
    return isinstance(value, str)


_MEANINGFUL: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum"), _is_number),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"), _is_count),
    **dict.fromkeys(("maxContains", "minContains"), _is_count),
    **dict.fromkeys(
        ("properties", "patternProperties", "dependentSchemas", "dependencies", "dependentRequired"), _is_mapping
    ),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _is_filled_list),
    **dict.fromkeys(
        ("pattern", "format", "title", "description", "$comment", "contentEncoding", "contentMediaType"), _is_string
    ),
    "multipleOf": _is_positive,
    "required": _is_names,
    "enum": lambda value: isinstance(value, list),
    "examples": lambda value: isinstance(value, list),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), lambda value: isinstance(value, bool)),
}
