"""Values against the schema that stands beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import jsonschema_rs

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.model.interface import Dialect, JsonSchema
from crossdock.registry.rulesets.direction import keep_required
from crossdock.registry.rulesets.function import Complaint, TooLarge
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.rulesets.schemas.agreement import is_agreed
from crossdock.registry.rulesets.schemas.compiled import CompiledSchema
from crossdock.registry.rulesets.schemas.error import SchemaError
from crossdock.registry.rulesets.schemas.evaluation import TooManySteps
from crossdock.registry.rulesets.schemas.metas import address_of
from crossdock.registry.rulesets.schemas.telling import tell

_READ_AS = {
    Dialect.OPENAPI30: Dialect.DRAFT4,
    Dialect.SWAGGER2: Dialect.DRAFT4,
    Dialect.ASYNCAPI: Dialect.DRAFT7,
    Dialect.DRAFT6: Dialect.DRAFT7,
}

# Keywords that Ajv reads in draft 4, and that schemas of these documents do not have.
_LATER = frozenset(
    ("const", "contains", "if", "propertyNames", "patternProperties", "dependencies", "$defs", "definitions")
)
_UNREAD = {Dialect.OPENAPI30: _LATER, Dialect.SWAGGER2: _LATER | {"not", "anyOf", "oneOf", "nullable"}}
MAX_LOOKED_AT = 1_000  # values of a schema that is held against its meta-schema


@dataclass(frozen=True, slots=True)
class Sample:
    """A schema of a document with which examples are looked at; `is_all` tells all that is wrong with one.

    `is_request` says which way they go, `None` neither. `data` stands for what is written at `node`, without what is no schema in it.
    """

    node: Node
    data: object
    dialect: Dialect
    is_all: bool = False
    is_request: bool | None = None


def judge_examples(sample: Sample, examples: Iterable[tuple[str, Node]], resolver: Resolver) -> Iterator[Complaint]:
    """Yield what a schema has against examples, each given with its pointer.

    A schema that keeps a reference when all that can be followed are has nothing against any. Raises TooLarge.
    """
    listed = list(examples)
    fast, is_enough = _compile(sample, resolver) if listed else (None, False)
    compiled: CompiledSchema | None = None
    for pointer, example in listed:
        if example.is_missing:
            yield Complaint("must exist", "property", pointer)
            continue
        value = resolve_value(example, resolver)
        if fast is not None and is_enough and fast.is_valid(value):
            continue
        compiled = compiled or CompiledSchema(_resolve(sample, resolver), _dialect_of(sample), sample.is_all)
        yield from _judge(compiled, pointer, example, value, is_nullable_said=sample.dialect in _UNREAD)


def _judge(
    compiled: CompiledSchema, pointer: str, example: Node, value: object, *, is_nullable_said: bool
) -> Iterator[Complaint]:
    if compiled.problem is not None:
        yield Complaint(compiled.problem, pointer=pointer)
    elif compiled.lost is None:
        try:
            errors = compiled.errors(value)
        except TooManySteps:
            raise TooLarge("its schema asks for too many steps on one value") from None
        said = list(map(_say_nullable, errors)) if is_nullable_said else errors
        for text, inner in tell(said, example.key, value):
            yield Complaint(text, pointer=pointer + inner)


def _compile(sample: Sample, resolver: Resolver) -> tuple[Validator | None, bool]:
    """Return the fast validator, and whether what it accepts is accepted."""
    bundle: JsonSchema = open_schema(sample.data, sample.dialect, sample.node.place, resolver).bundle()
    if sample.is_request is not None:
        bundle = keep_required(bundle, is_request=sample.is_request)
    try:
        return compile_validator(bundle, assert_formats=True), (
            is_agreed(bundle) and _is_schema(sample, resolver) and _is_read_whole(sample, resolver)
        )
    except SchemaRefused:
        return None, False


def _is_schema(sample: Sample, resolver: Resolver) -> bool:
    """Whether a schema keeps its meta-schema, as far as can be told at little cost: a large one is taken to."""
    try:
        schema = resolve_value(sample.node, resolver, limit=MAX_LOOKED_AT)
    except TooLarge:
        return True
    if not isinstance(schema, dict) or "$schema" in schema:
        return False
    return bool(jsonschema_rs.meta.is_valid({**schema, "$schema": address_of(_dialect_of(sample))}))


def _is_read_whole(sample: Sample, resolver: Resolver) -> bool:
    """Whether a schema has no keyword that the fast validator passes over, also behind its references.

    Beside a type `nullable` is read.
    """
    unread = _UNREAD.get(sample.dialect, frozenset[str]())
    waiting, seen = [sample.node.spot.target(resolver)], set[int]()
    while waiting:
        spot = waiting.pop()
        if id(spot) in seen:
            continue
        seen.add(id(spot))
        value = spot.value if isinstance(spot.value, dict) else {}
        is_nullable = "nullable" in value or "x-nullable" in value
        if not unread.isdisjoint(value) or (
            is_nullable and not ("type" in value and value.get("nullable", True) is True)
        ):
            return False
        waiting.extend(kid.target(resolver) for kid in spot.kids)
    return True


def _resolve(sample: Sample, resolver: Resolver) -> Mapping[str, object]:
    resolved = resolve_value(replace(sample.node, value=sample.node.value), resolver)
    kept = sample.data if isinstance(sample.data, Mapping) else {}
    found = {name: part for name, part in resolved.items() if name in kept} if isinstance(resolved, dict) else {}
    if sample.dialect is Dialect.SWAGGER2:
        found = _read_nullable(found)
    schema = keep_required(found, is_request=sample.is_request) if sample.is_request is not None else found
    return schema if isinstance(schema, Mapping) else found


def _dialect_of(sample: Sample) -> Dialect:
    return _READ_AS.get(sample.dialect, sample.dialect)


def _read_nullable(schema: Mapping[str, object]) -> dict[str, object]:
    """Return a schema of Swagger 2.0 whose `x-nullable` is read as `nullable`."""
    found = {name: _read_part(part) for name, part in schema.items() if name != "x-nullable"}
    if schema.get("x-nullable") is True:
        found["nullable"] = True
    return found


def _read_part(part: object) -> object:
    if isinstance(part, Mapping):
        return _read_nullable(part)
    return [_read_part(item) for item in part] if isinstance(part, list) else part


def _say_nullable(error: SchemaError) -> SchemaError:
    is_nullable = isinstance(error.schema, Mapping) and error.schema.get("nullable") is True
    return replace(error, message=f"{error.message},null") if error.keyword == "type" and is_nullable else error
