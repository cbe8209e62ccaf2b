"""Cuts what a receiver asks down to the part that a change touches, so that a witness can be told for that change alone.

A schema is a conjunction of what its keywords ask: a value that one of them rejects is rejected by the whole.
"""

from collections.abc import Mapping

from crossdock.registry.compat.difference import Aspect, Difference
from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.keywords import definitions, resolve
from crossdock.registry.compat.names import schemas_for
from crossdock.registry.model.interface import JsonSchema

_MOST = 200
_CONTAINS = ("contains", "minContains", "maxContains")
# keywords that mean nothing without their neighbours: what they ask is told with them
_SPEAK_OF = {
    **dict.fromkeys(_CONTAINS, _CONTAINS),
    **dict.fromkeys(("if", "then", "else"), ("if", "then", "else")),
    "additionalProperties": ("properties", "patternProperties"),
    "items": ("prefixItems",),
}


def project(receiver: JsonSchema, difference: Difference) -> JsonSchema:
    """Return the part of a bundled schema that a difference is about; the whole where no part can be told."""
    parts = _conjuncts(receiver)
    if parts is None or difference.aspect is Aspect.WHOLE:
        return receiver
    names = difference.names
    if difference.aspect is Aspect.KEYWORDS:
        asked = tuple(dict.fromkeys((*names, *(word for name in names for word in _SPEAK_OF.get(name, ())))))
        kept = [{word: part[word] for word in asked if word in part} for part in parts]
        return _with_definitions([part for part in kept if part], receiver)
    name = names[0]
    is_required = any(name in _names(part.get("required")) for part in parts)
    required: list[dict[str, object]] = [{"required": [name]}] if is_required else []
    if difference.aspect is Aspect.REQUIRED:
        return _with_definitions(required, receiver)
    members: list[dict[str, object]] = [{"properties": {name: schema}} for schema in schemas_for(parts, name)]
    return _with_definitions([*required, *members], receiver)


def _conjuncts(schema: JsonSchema) -> tuple[Mapping[str, object], ...] | None:
    """Return the schemas that hold together at the root, references followed; `None` when the root is a boolean."""
    pending, found, seen = [schema], list[Mapping[str, object]](), set[str]()
    while pending and len(found) < _MOST:
        one = pending.pop(0)
        if one is False:
            return None
        if isinstance(one, bool):
            continue
        found.append({word: value for word, value in one.items() if word not in ("$ref", "allOf", "$defs")})
        reference = one.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            pending.append(resolve(reference, schema))
        branches = one.get("allOf")
        pending.extend(branches if isinstance(branches, list) else ())
    return tuple(found)


def _with_definitions(parts: list[dict[str, object]], root: JsonSchema) -> JsonSchema:
    if not parts:
        return True
    schema = dict(parts[0]) if len(parts) == 1 else {"allOf": parts}
    has_references = b'"$ref":' in encode(schema) and bool(definitions(root))
    return {**schema, "$defs": definitions(root)} if has_references else schema


def _names(value: object) -> list[object]:
    return value if isinstance(value, list) else []
