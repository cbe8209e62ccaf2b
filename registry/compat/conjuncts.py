"""Takes a schema apart into conjunctions of plain schemas: references followed, `allOf` flattened, one branch of each union."""

from collections.abc import Iterator, Mapping, Sequence

from crossdock.registry.compat.keywords import CONSEQUENCES, SAME_VALUE_LISTS, UNIONS, resolve
from crossdock.registry.model.interface import JsonSchema

Conjunction = tuple[Mapping[str, object], ...]

_APPLICATORS = ("$ref", *SAME_VALUE_LISTS, "if", *CONSEQUENCES)
_SAME_REFERENCE = 2  # how often one reference may be followed for one value before the path is given up
_MAX_CONJUNCTS = 200


def alternatives(schemas: Sequence[JsonSchema], root: JsonSchema) -> Iterator[Conjunction]:
    """Yield the conjunctions whose union the schemas mean together, in the order they are written.

    `not` and `dependentSchemas` stay in place: a value built from a conjunction still has to be validated.
    """
    yield from _expand(tuple(schemas), (), root, ())


def _expand(
    pending: tuple[JsonSchema, ...], done: Conjunction, root: JsonSchema, followed: tuple[str, ...]
) -> Iterator[Conjunction]:
    while pending:
        schema, pending = pending[0], pending[1:]
        if schema is True:
            continue
        if schema is False or len(done) > _MAX_CONJUNCTS:
            return
        assert isinstance(schema, Mapping)  # noqa: S101  # a schema that is no boolean
        done = (*done, {name: value for name, value in schema.items() if name not in _APPLICATORS and name != "$defs"})
        reference = schema.get("$ref")
        if isinstance(reference, str):
            if followed.count(reference) >= _SAME_REFERENCE:
                return
            followed = (*followed, reference)
            pending = (resolve(reference, root), *pending)
        pending = (*_list(schema.get("allOf")), *pending)
        choices = list(_choices(schema))
        if choices:
            for choice in _product(choices):
                yield from _expand((*choice, *pending), done, root, followed)
            return
    yield done


def _choices(schema: Mapping[str, object]) -> Iterator[tuple[tuple[JsonSchema, ...], ...]]:
    for keyword in UNIONS:
        if keyword in schema:
            yield tuple((branch,) for branch in _list(schema[keyword]))
    if "if" in schema:
        condition, then, otherwise = (_schema(schema.get(name, True)) for name in ("if", "then", "else"))
        yield ((condition, then), ({"not": condition}, otherwise))


def _product(choices: list[tuple[tuple[JsonSchema, ...], ...]]) -> Iterator[tuple[JsonSchema, ...]]:
    if not choices:
        yield ()
        return
    for first in choices[0]:
        for rest in _product(choices[1:]):
            yield (*first, *rest)


def _list(value: object) -> tuple[JsonSchema, ...]:
    return tuple(_schema(item) for item in value) if isinstance(value, list) else ()


def _schema(value: object) -> JsonSchema:
    return value if isinstance(value, (bool, Mapping)) else True
