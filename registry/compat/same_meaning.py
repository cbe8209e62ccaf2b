"""Whether two bundles say the same in other words: through references, whatever they are called, and without annotations.

References that lead back to themselves are compared as what they unfold to: a pair that is looked at already is taken to be the same,
and that stands when no difference is found anywhere.
"""

from collections.abc import Iterator

from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.compat.keywords import resolve, subschemas
from crossdock.registry.model.interface import JsonSchema

_MOST = 20_000  # pairs; larger schemas are judged by other means
_LONGEST = 50  # references that lead only to references
# a discriminator is written out as what it asks for before schemas are compared (`discriminator`)
_WORDS = ("title", "description", "default", "example", "examples", "deprecated", "externalDocs", "xml", "discriminator")
_ANNOTATIONS = frozenset((*_WORDS, "readOnly", "writeOnly", "$comment", "$schema", "$defs", "$vocabulary"))
_ADDRESSED = (b'"$id":', b'"$anchor":', b'"$dynamicAnchor":', b'"$dynamicRef":', b'"$recursiveRef":')
_SETS = ("required", "enum", "type")
_Pair = tuple[JsonSchema, JsonSchema]


def mean_the_same(one: JsonSchema, other: JsonSchema) -> bool:
    """Whether two bundles are equal but for words and for where their parts are written; `False` where that is not plain."""
    if is_equal(one, other):
        return True
    if any(word in encode(schema) for schema in (one, other) for word in _ADDRESSED):
        return False
    pending, seen = [(one, other)], dict[tuple[int, int], _Pair]()
    while pending:
        pair = pending.pop()
        left, right = _unwrap(pair[0], one), _unwrap(pair[1], other)
        key = (id(left), id(right))
        if left is right or key in seen:
            continue
        seen[key] = (left, right)  # kept, so that their ids stay their own
        below = _below(left, right)
        if below is None or len(seen) > _MOST:
            return False
        pending.extend(below)
    return True


def _unwrap(schema: JsonSchema, root: JsonSchema) -> JsonSchema:
    """Return what a reference, or a part that holds alone, stands for; `True` and `False` as schemas with keywords."""
    for _ in range(_LONGEST):
        if isinstance(schema, bool):
            return {} if schema else {"not": {}}
        words = [word for word in schema if not _is_annotation(word)]
        parts = schema.get("allOf")
        if words == ["$ref"]:
            schema = resolve(str(schema["$ref"]), root)
        elif words == ["allOf"] and isinstance(parts, list) and len(parts) == 1:
            schema = parts[0]
        else:
            break
    return schema


def _below(left: JsonSchema, right: JsonSchema) -> list[_Pair] | None:
    """Return the pairs that must be the same for two schemas to be; `None` when they differ here."""
    if isinstance(left, bool) or isinstance(right, bool):
        return [] if left is right else None
    words = {word for word in left if not _is_annotation(word)}
    parts, others = dict(subschemas(left)), dict(subschemas(right))
    if words != {word for word in right if not _is_annotation(word)} or parts.keys() != others.keys():
        return None
    for word in words - {tokens[0] for tokens in parts} - {"$ref"}:
        if not _is_equal_in(word, left[word], right[word]):
            return None
    found = [(part, others[tokens]) for tokens, part in parts.items()]
    return [*found, ({"$ref": left["$ref"]}, {"$ref": right["$ref"]})] if "$ref" in words else found


def _is_equal_in(word: str, left: object, right: object) -> bool:
    if word in _SETS:
        return sorted(_encoded(left)) == sorted(_encoded(right))
    return is_equal(left, right)


def _encoded(value: object) -> Iterator[bytes]:
    return (encode(item) for item in (value if isinstance(value, list) else [value]))


def _is_annotation(word: str) -> bool:
    return word in _ANNOTATIONS or word.startswith("x-")
