"""What a schema is for a typed language: references followed, `allOf` joined, dialects levelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.generators.generator import CannotGenerate
from crossdock.registry.model.interface import Dialect, Schema
from crossdock.registry.model.location import Place

_LIMITS = (
    *("minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("multipleOf", "minItems", "maxItems"),
)
MEANING = frozenset(
    (
        *("type", "properties", "required", "enum", "const", "items", "prefixItems", "additionalProperties"),
        *("patternProperties", "allOf", "oneOf", "anyOf", "nullable", "x-nullable", "format", *_LIMITS),
    )
)
_MAX_DEPTH = 60  # references and joins in a row


@dataclass(slots=True)
class Shape:
    """A schema without references at its top. `types` is `None` when it says none; `values` are those of `enum` or `const`.

    `properties` are by wire name. `branches` are what `oneOf` or `anyOf` leave open.
    """

    place: Place
    types: frozenset[str] | None = None
    is_nullable: bool = False
    properties: dict[str, Schema] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    values: tuple[object, ...] | None = None
    is_constant: bool = False
    items: Schema | None = None
    additional: Schema | None = None
    branches: tuple[Schema, ...] = ()
    limits: dict[str, object] = field(default_factory=dict)
    format: str | None = None
    discriminator: tuple[str, tuple[tuple[str, str], ...]] | None = None
    description: str = ""
    is_deprecated: bool = False

    @property
    def is_object(self) -> bool:
        """Whether it is an object with named properties."""
        return bool(self.properties) and (self.types is None or "object" in self.types)


def follow(schema: Schema) -> Schema:
    """Return what a `$ref` at the top of a schema leads to. Raises CannotGenerate when it leads nowhere."""
    assert isinstance(schema.data, dict)  # noqa: S101 - callers look first
    reference = schema.data["$ref"]
    target = schema.source.follow(reference, schema.place) if isinstance(reference, str) else None
    if target is None:
        fix = "`crossdock check` says where the reference should lead"
        raise CannotGenerate(f"`{reference}` leads to nothing", schema.place.path, schema.place.pointer, fix)
    return target


def is_reference(schema: Schema) -> bool:
    """Whether a schema is another one, with nothing of its own but words."""
    data = schema.data
    if not isinstance(data, dict) or "$ref" not in data:
        return False
    return _ignores_siblings(schema) or not MEANING & data.keys()


def child(schema: Schema, *tokens: str | int) -> Schema:
    """Return the schema below one."""
    data = schema.data
    for token in tokens:
        data = data[token]  # type: ignore[index]  # callers looked
    return Schema(data, schema.dialect, schema.place.child(*tokens), schema.source)


def shape_of(schema: Schema) -> Shape:
    """Return the shape of a schema. Raises CannotGenerate."""
    shape = Shape(schema.place)
    _join(shape, schema, 0)
    _join_branches(shape, 0)
    return shape


def _join(shape: Shape, schema: Schema, depth: int) -> None:
    data = schema.data
    if data is True:
        return
    if not isinstance(data, dict):
        what = "`false` allows no value" if data is False else "this is not a schema"
        raise CannotGenerate(what, schema.place.path, schema.place.pointer)
    if depth > _MAX_DEPTH:
        raise CannotGenerate("`allOf` leads back to itself", schema.place.path, schema.place.pointer)
    if "$ref" in data:
        _join(shape, follow(schema), depth + 1)
        if _ignores_siblings(schema):
            return
    for i, _ in enumerate(_list(data.get("allOf"))):
        _join(shape, child(schema, "allOf", i), depth + 1)
    _join_words(shape, data)
    _join_types(shape, data)
    _join_object(shape, schema, data)
    if "items" in data and not isinstance(data["items"], list):
        shape.items = child(schema, "items")
    for keyword in ("oneOf", "anyOf"):
        if _list(data.get(keyword)):
            shape.branches += tuple(child(schema, keyword, i) for i, _ in enumerate(_list(data[keyword])))


def _join_words(shape: Shape, data: Mapping[str, object]) -> None:
    description = data.get("description", data.get("title"))
    shape.description = description if isinstance(description, str) else shape.description
    shape.is_deprecated |= data.get("deprecated") is True
    found = data.get("discriminator")
    name = found.get("propertyName") if isinstance(found, dict) else None
    if isinstance(found, dict) and isinstance(name, str):
        mapping = found.get("mapping")
        pairs = mapping.items() if isinstance(mapping, dict) else ()
        shape.discriminator = (name, tuple((str(tag), str(target)) for tag, target in pairs))


def _join_types(shape: Shape, data: Mapping[str, object]) -> None:
    stated = data.get("type")
    types = frozenset(
        [stated] if isinstance(stated, str) else [name for name in _list(stated) if isinstance(name, str)]
    )
    shape.is_nullable |= "null" in types or data.get("nullable") is True or data.get("x-nullable") is True
    types = frozenset({"string"}) if types == {"file"} else types - {"null"}
    if types:
        shape.types = types if shape.types is None else _meet(shape.types, types) or types
    values = [data["const"]] if "const" in data else data.get("enum")
    if isinstance(values, list) and values:
        shape.is_nullable |= None in values
        kept = tuple(value for value in values if value is not None)
        shape.values = kept if shape.values is None else tuple(v for v in shape.values if v in kept) or kept
        shape.is_constant |= "const" in data
    shape.limits.update({name: data[name] for name in _LIMITS if name in data})
    shape.format = data["format"] if isinstance(data.get("format"), str) else shape.format  # type: ignore[assignment]  # tested here


def _meet(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    met = one & other
    if "integer" in one | other and "number" in one | other:
        met |= {"integer"}
    return met


def _join_object(shape: Shape, schema: Schema, data: Mapping[str, object]) -> None:
    properties = data.get("properties")
    if isinstance(properties, dict):
        for name in properties:
            is_vague = properties[name] in (True, {}) and name in shape.properties
            if not is_vague:
                shape.properties[str(name)] = child(schema, "properties", name)
    shape.required.update(dict.fromkeys(str(name) for name in _list(data.get("required"))))
    for keyword in ("additionalProperties", "patternProperties"):
        value = data.get(keyword)
        if keyword == "additionalProperties" and isinstance(value, dict) and value:
            shape.additional = child(schema, keyword)
        elif (
            keyword == "patternProperties" and isinstance(value, dict) and len(value) == 1 and shape.additional is None
        ):
            shape.additional = child(schema, keyword, next(iter(value)))


def _join_branches(shape: Shape, depth: int) -> None:
    """Take `null` and conditions out of the branches; join branches into an object that has properties of its own."""
    open_branches: list[Schema] = []
    for branch in shape.branches:
        if is_null(branch):
            shape.is_nullable = True
        elif not _is_condition(branch):
            open_branches.append(branch)
    if not open_branches or depth > _MAX_DEPTH:
        shape.branches = ()
        return
    is_single = len(open_branches) == 1 and shape.discriminator is None
    if not (shape.is_object or is_single):
        shape.branches = tuple(open_branches)
        return
    shape.branches = ()
    required = dict(shape.required)
    kept = dict(shape.properties)
    for branch in open_branches:
        _join(shape, branch, 0)
    shape.properties.update(kept)
    if not is_single:
        shape.required = required
    _join_branches(shape, depth + 1)


def is_null(schema: Schema) -> bool:
    """Whether a schema allows `null` and nothing else."""
    data = schema.data
    return isinstance(data, dict) and (
        data.get("type") == "null" or data.get("enum") == [None] or ("const" in data and data["const"] is None)
    )


def _is_condition(schema: Schema) -> bool:
    """Whether a branch only says what must be there, not what it is."""
    data = schema.data
    if not isinstance(data, dict):
        return isinstance(data, bool)
    return not (data.keys() - {"required"}) & MEANING and "$ref" not in data


def _ignores_siblings(schema: Schema) -> bool:
    return schema.dialect not in (Dialect.DRAFT2019, Dialect.DRAFT2020)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def inner_schemas(shape: Shape) -> Iterator[Schema]:
    """Yield the schemas that a shape is made of."""
    yield from shape.properties.values()
    yield from (part for part in (shape.items, shape.additional) if part is not None)
    yield from shape.branches
