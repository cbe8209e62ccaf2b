"""What a schema says of one place: its types, its codes, its members, and whether they must be there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.model.interface import JsonSchema

TYPES = frozenset(("string", "number", "integer", "boolean", "object", "array", "null"))
_ALTERNATIVES = ("anyOf", "oneOf")
_BRANCHES = ("then", "else")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Shape:
    """The schemas that hold at one place. `certain` hold for every value there, `possible` for some."""

    root: JsonSchema = field(repr=False)
    certain: tuple[JsonSchema, ...] = ()
    possible: tuple[JsonSchema, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing is said of the members: any name may be there."""
        words = ("properties", "items", "prefixItems", "patternProperties", "additionalProperties", "enum", "const")
        return not any(isinstance(part, Mapping) and any(word in part for word in words) for part in self._parts)

    @property
    def _parts(self) -> tuple[JsonSchema, ...]:
        return (*self.certain, *self.possible)

    def names(self) -> tuple[str, ...]:
        """Return the members that are declared."""
        return tuple(dict.fromkeys(name for part in self._parts for name in _mapping(part, "properties")))

    def required(self) -> tuple[str, ...]:
        """Return the members that every object here has."""
        listed = [_list(part, "required") for part in self.certain if isinstance(part, Mapping)]
        return tuple(dict.fromkeys(name for names in listed for name in names if isinstance(name, str)))

    def child(self, step: str | int) -> "Shape | None":
        """Return the shape of a member or element, `None` when none is declared and not everything is allowed."""
        certain = [found for part in self.certain for found in _children(part, step)]
        possible = [found for part in self.possible for found in _children(part, step)]
        if not certain and not possible:
            return Shape(self.root) if self.is_free and self.allows(step) else None
        return _gather(self.root, certain, possible)

    def allows(self, step: str | int) -> bool:
        """Whether a value here can have such a step at all: elements for arrays, members for objects."""
        types = self.types()
        return "object" in types or ("array" in types and isinstance(step, int))

    def types(self) -> frozenset[str]:
        """Return the JSON types that a value here may have; `number` includes `integer`."""
        found = TYPES
        for part in self.certain:
            found &= _types(part, self.root, 0)
        return found

    def codes(self) -> tuple[object, ...] | None:
        """Return the only values that are allowed here, `None` when there is no list of them."""
        listed = [codes for part in self.certain if (codes := _codes(part, self.root, 0)) is not None]
        if not listed:
            return None
        return tuple(
            code for code in listed[0] if all(any(_same(code, other) for other in rest) for rest in listed[1:])
        )

    def unit(self) -> str | None:
        """Return the unit that is stated for a number here (`x-unit`)."""
        units = [part.get("x-unit") for part in self.certain if isinstance(part, Mapping)]
        return next((unit for unit in units if isinstance(unit, str)), None)


def open_shape(root: JsonSchema) -> Shape:
    """Return the shape of a whole payload; the schema is a bundle in 2020-12 meaning."""
    return _gather(root, [root], [])


def _gather(root: JsonSchema, certain: list[JsonSchema], possible: list[JsonSchema]) -> Shape:
    """Return the shape of schemas with all that they reference and combine."""
    sure: dict[int, JsonSchema] = {}
    maybe: dict[int, JsonSchema] = {}
    for schema in certain:
        _spread(schema, root, True, sure, maybe)
    for schema in possible:
        _spread(schema, root, False, sure, maybe)
    return Shape(root, tuple(sure.values()), tuple(part for key, part in maybe.items() if key not in sure))


def _spread(
    schema: object, root: JsonSchema, is_sure: bool, sure: dict[int, JsonSchema], maybe: dict[int, JsonSchema]
) -> None:
    room = sure if is_sure else maybe
    if not isinstance(schema, (Mapping, bool)) or id(schema) in room:
        return
    room[id(schema)] = schema
    if isinstance(schema, bool):
        return
    target = _follow(schema, root)
    if target is not None:
        _spread(target, root, is_sure, sure, maybe)
    for part in _list(schema, "allOf"):
        _spread(part, root, is_sure, sure, maybe)
    for word in _ALTERNATIVES:
        parts = _list(schema, word)
        for part in parts:
            _spread(part, root, is_sure and len(parts) == 1, sure, maybe)
    for word in _BRANCHES:
        _spread(schema.get(word), root, False, sure, maybe)


def _children(part: JsonSchema, step: str | int) -> Iterator[JsonSchema]:
    if not isinstance(part, Mapping):
        return
    if isinstance(step, int):
        prefix = _list(part, "prefixItems")
        found = prefix[step] if step < len(prefix) else part.get("items")
        if isinstance(found, Mapping) or found is True:
            yield found
    name = str(step)
    declared = [schema for key, schema in _mapping(part, "properties").items() if key == name]
    declared += [schema for key, schema in _mapping(part, "patternProperties").items() if _is_match(key, name)]
    yield from (schema for schema in declared if isinstance(schema, Mapping) or schema is True)
    further = part.get("additionalProperties")
    if not declared and (isinstance(further, Mapping) or further is True):
        yield further


def _is_match(pattern: str, name: str) -> bool:
    try:
        return len(pattern) < 200 and len(name) < 200 and re.search(pattern, name) is not None
    except re.error:
        return False


def _types(schema: JsonSchema, root: JsonSchema, depth: int) -> frozenset[str]:
    if isinstance(schema, bool) or depth > _DEEPEST:
        return TYPES if schema is not False else frozenset()
    found = TYPES
    stated = schema.get("type")
    if isinstance(stated, (str, list)):
        found = frozenset((stated,) if isinstance(stated, str) else (name for name in stated if isinstance(name, str)))
        found |= {"integer"} if "number" in found else frozenset()
    if "const" in schema or isinstance(schema.get("enum"), list):
        values = [schema["const"]] if "const" in schema else _list(schema, "enum")
        found &= frozenset(type_of(value) for value in values)
    target = _follow(schema, root)
    parts = [*_list(schema, "allOf"), *([target] if target is not None else [])]
    for part in parts:
        found &= _types(part, root, depth + 1) if isinstance(part, (Mapping, bool)) else TYPES
    for word in _ALTERNATIVES:
        branches = [part for part in _list(schema, word) if isinstance(part, (Mapping, bool))]
        if branches:
            found &= frozenset().union(*(_types(part, root, depth + 1) for part in branches))
    return found


def _codes(schema: object, root: JsonSchema, depth: int) -> list[object] | None:
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return None
    if "const" in schema:
        return [schema["const"]]
    if isinstance(schema.get("enum"), list):
        return _list(schema, "enum")
    for word in _ALTERNATIVES:
        branches = [_codes(part, root, depth + 1) for part in _list(schema, word)]
        if branches and all(branch is not None for branch in branches):
            return [code for branch in branches for code in branch or ()]
    return None  # what is referenced, and the parts of `allOf`, are parts of the shape themselves


def type_of(value: object) -> str:
    """Return the JSON type of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return "integer"
    if isinstance(value, float):
        return "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def _same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _follow(schema: Mapping[str, object], root: JsonSchema) -> JsonSchema | None:
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    try:
        found = find_data(root, reference[1:])
    except (KeyError, ValueError):
        return None
    return found if isinstance(found, (Mapping, bool)) else None


def _list(schema: Mapping[str, object], word: str) -> list[object]:
    value = schema.get(word)
    return value if isinstance(value, list) else []


def _mapping(schema: JsonSchema, word: str) -> Mapping[str, object]:
    value = schema.get(word) if isinstance(schema, Mapping) else None
    return value if isinstance(value, Mapping) else {}
