"""Whether two bundles say the same in other words: through references, whatever they are called, and without annotations.

References that lead back to themselves are compared as what they unfold to: a pair that is looked at already is taken to be the same,
and that stands when no difference is found anywhere.
"""

from collections.abc import Iterator, Mapping

from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.compat.keywords import resolve, subschemas
from crossdock.registry.model.interface import JsonSchema

_MOST = 20_000  # pairs; larger schemas are judged by other means
_LONGEST = 50  # references that lead only to references
# a discriminator is written out as what it asks for before schemas are compared (`discriminator`)
_WORDS = (
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "externalDocs",
    "xml",
    "discriminator",
)
_ANNOTATIONS = frozenset((*_WORDS, "readOnly", "writeOnly", "$comment", "$schema", "$defs", "$vocabulary"))
_ADDRESSED = (b'"$id":', b'"$anchor":', b'"$dynamicAnchor":', b'"$dynamicRef":', b'"$recursiveRef":')
_BOUNDS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
)
_COUNTS = (
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "type",
    "enum",
    "const",
    "format",
)
_ALONE = frozenset((*_BOUNDS, *_COUNTS))  # keywords whose meaning depends on no other keyword of the same schema
_SETS = ("required", "enum", "type")
_Pair = tuple[JsonSchema, JsonSchema]


def mean_the_same(one: JsonSchema, other: JsonSchema) -> bool:
    """Whether two bundles are equal but for words and for where their parts are written; `False` where that is not plain."""
    if is_equal(one, other):
        return True
    if any(word in encode(schema) for schema in (one, other) for word in _ADDRESSED):
        return False
    first, second = _Plain(one), _Plain(other)
    pending, seen = [(one, other)], set[tuple[int, int]]()
    while pending:
        pair = pending.pop()
        left, right = first.read(pair[0]), second.read(pair[1])
        if left is right or (id(left), id(right)) in seen:
            continue
        seen.add((id(left), id(right)))
        below = _below(left, right)
        if below is None or len(seen) > _MOST:
            return False
        pending.extend(below)
    return True


class _Plain:
    """Reads the schemas of one bundle: references followed, and parts that hold as well written where they hold."""

    def __init__(self, root: JsonSchema) -> None:
        self.root = root
        self._known: dict[int, _Pair] = {}  # with the schema as written, so that its id stays its own

    def read(self, schema: JsonSchema) -> JsonSchema:
        """Return what a schema stands for, the same object each time; `True` and `False` as schemas with keywords."""
        found = self._known.get(id(schema))
        if found is None or found[0] is not schema:
            found = self._known[id(schema)] = (schema, _flatten(self.follow(schema)))
        return found[1]

    def follow(self, schema: JsonSchema) -> JsonSchema:
        for _ in range(_LONGEST):
            if isinstance(schema, bool):
                return {} if schema else {"not": {}}
            words = [word for word in schema if not _is_annotation(word)]
            parts = schema.get("allOf")
            if words == ["$ref"]:
                schema = resolve(str(schema["$ref"]), self.root)
            elif words == ["allOf"] and isinstance(parts, list) and len(parts) == 1:
                schema = parts[0]
            else:
                break
        return schema


def _flatten(schema: JsonSchema) -> JsonSchema:
    """Move keywords that depend on no other from the parts of an `allOf` to where it stands, unless they are there already."""
    parts = schema.get("allOf") if isinstance(schema, Mapping) else None
    if isinstance(schema, bool) or not isinstance(parts, list):
        return schema
    flat = {word: value for word, value in schema.items() if word != "allOf"}
    pending, left = list(parts), []
    while pending:
        part = pending.pop(0)
        words = {word for word in part if not _is_annotation(word)} if isinstance(part, Mapping) else {"$ref"}
        if words <= _ALONE - flat.keys():
            flat.update((word, part[word]) for word in words)
        elif words == {"allOf"} and isinstance(part["allOf"], list):
            pending[:0] = part["allOf"]
        else:
            left.append(part)
    return {**flat, "allOf": left} if left else flat


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
