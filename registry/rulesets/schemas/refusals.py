"""Schemas that keep their meta-schema and that Ajv refuses all the same: a `nullable` that says nothing, or contradicts."""

from collections.abc import Iterator, Mapping

_ONE = ("not", "additionalProperties", "additionalItems", "contains", "propertyNames", "items")
_LATER = ("unevaluatedProperties", "unevaluatedItems")
_LISTS = ("allOf", "anyOf", "oneOf", "items", "prefixItems")
_BY_NAME = ("properties", "patternProperties", "dependencies", "dependentSchemas")


def find_refusal(schema: object) -> str | None:
    """Return why a schema is refused, in Ajv's words, `None` when it is not; references are not followed.

    >>> find_refusal({"properties": {"a": {"nullable": True, "allOf": []}}})
    '"nullable" cannot be used without "type"'
    """
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, Mapping):
            continue
        if "nullable" in part and (reason := _refuse(part)) is not None:
            return reason
        waiting.extend(_inside(part))
    return None


def _refuse(schema: Mapping[str, object]) -> str | None:
    stated, nullable = schema.get("type"), schema["nullable"]
    types = stated if isinstance(stated, list) else [stated] if isinstance(stated, str) else []
    if "null" in types and nullable is False:
        return "type: null contradicts nullable: false"
    if not types:
        return '"nullable" cannot be used without "type"'
    return None if isinstance(nullable, bool) else 'nullable value must be ["boolean"]'


def _inside(schema: Mapping[str, object]) -> Iterator[object]:
    """Yield the schemas inside of one that are looked at; those that only wait for references are not."""
    names = (
        *_ONE,
        *_LATER,
        *(("if", "then", "else") if "if" in schema and ("then" in schema or "else" in schema) else ()),
    )
    yield from (schema.get(name) for name in names)
    for name in _LISTS:
        listed = schema.get(name)
        yield from listed if isinstance(listed, list) else ()
    for name in _BY_NAME:
        named = schema.get(name)
        yield from named.values() if isinstance(named, Mapping) else ()
