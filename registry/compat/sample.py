"""Builds small values from a 2020-12 bundle: the smallest one first, then values that differ from it in one place.

A candidate is meant to be valid and usually is; whoever uses one validates it. Nothing is random: equal schemas give equal values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from crossdock.registry.compat.conjuncts import Conjunction, alternatives
from crossdock.registry.compat.hints import Hints
from crossdock.registry.compat.keywords import definitions
from crossdock.registry.compat.names import is_possible_name, schemas_for
from crossdock.registry.compat.sample_numbers import sample_numbers
from crossdock.registry.compat.sample_parts import (
    allowed_types,
    declared_names,
    dependent_names,
    examples_of,
    holds,
    in_declared_order,
    is_doubtful,
    item_schemas,
    listed_values,
    only_schemas,
    order_of_types,
    pattern_names,
    prefix_of,
    required_names,
)
from crossdock.registry.compat.sample_text import sample_texts
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.model.interface import JsonSchema

_DEEPEST = 12  # levels of required parts
_DEEPEST_OPTIONAL = 6  # levels at which optional parts are tried
_PER_PLACE = (400, 120, 40, 16, 8, 4)  # candidates for one place, by level
_PER_BRANCH = 32  # branches of a union that are tried at one place
_LONGEST_ARRAY = 1100
_DOUBTFUL_TRIES = 60


@dataclass(frozen=True, slots=True)
class _Builder:
    root: JsonSchema
    hints: Hints
    firsts: dict[tuple[int, ...], object] = field(default_factory=dict)

    def values(self, schemas: Sequence[JsonSchema], level: int, seed: object = None) -> Iterator[object]:
        """Yield values for the conjunction of schemas; with a seed, objects and arrays are that one with a place changed."""
        if level > _DEEPEST:
            return
        branches = islice(alternatives(schemas, self.root), _PER_BRANCH)
        sources = [self.of_conjunction(branch, level, seed) for branch in branches]
        yield from islice(interleave(sources), _PER_PLACE[min(level, len(_PER_PLACE) - 1)])

    def first(self, schemas: Sequence[JsonSchema], level: int) -> object:
        """Return the first value for the conjunction of schemas, a valid one where alternatives make that doubtful; or `_NOTHING`."""
        key = (level, *map(id, schemas))
        if key not in self.firsts:
            self.firsts[key] = _NOTHING  # a schema that needs itself has no value
            self.firsts[key] = next(self.valid(schemas, self.values(schemas, level)), _NOTHING)
        return self.firsts[key]

    def valid(self, schemas: Sequence[JsonSchema], values: Iterator[object]) -> Iterator[object]:
        """Leave out values that are not valid; `values` are for these schemas."""
        if not any(isinstance(one, Mapping) and is_doubtful(one, self.root) for one in schemas):
            return values
        try:
            validator = compile_validator({"allOf": list(schemas), "$defs": definitions(self.root)})
        except SchemaRefused:
            return values
        return (value for value in islice(values, _DOUBTFUL_TRIES) if validator.is_valid(value))

    def of_conjunction(self, conjunction: Conjunction, level: int, seed: object) -> Iterator[object]:
        listed = listed_values(conjunction)
        if listed is not None:
            yield from listed
            return
        yield from (value for part in conjunction for value in examples_of(part))
        types = allowed_types(conjunction)
        order = order_of_types(conjunction)
        yield from interleave([self.of_type(name, conjunction, level, seed) for name in order if name in types])

    def of_type(self, name: str, conjunction: Conjunction, level: int, seed: object) -> Iterator[object]:
        if name == "object":
            yield from self.objects(conjunction, level, seed if isinstance(seed, dict) else None)
        elif name == "array":
            yield from self.arrays(conjunction, level, seed if isinstance(seed, list) else None)
        elif name == "string":
            yield from sample_texts(conjunction, self.hints)
        elif name in ("integer", "number"):
            yield from sample_numbers(conjunction, self.hints, name == "integer")
        else:
            yield from (False, True) if name == "boolean" else (None,)

    def objects(self, conjunction: Conjunction, level: int, seed: dict[str, object] | None) -> Iterator[object]:
        required, declared = required_names(conjunction), declared_names(conjunction)
        base = self.smallest(conjunction, level, required, declared) if seed is None else seed
        if base is None:
            return
        yield base
        yield from ({k: v for k, v in base.items() if k != gone} for gone in base if gone not in required)
        if level >= _DEEPEST_OPTIONAL:
            return
        free = list(self.free_names(conjunction, level))
        names = dict.fromkeys([*required, *declared, *self.hints.names, *free, "other"])
        yield from interleave([self.with_name(base, name, conjunction, level) for name in names])
        yield from self.full(base, conjunction, [*declared, *free], level)

    def smallest(
        self, conjunction: Conjunction, level: int, required: list[str], declared: list[str]
    ) -> dict[str, object] | None:
        """Return the object with required members only; `None` when one of them cannot be built."""
        base: dict[str, object] = {}
        for name in required:
            value = self.first(schemas_for(conjunction, name), level + 1)
            if value is _NOTHING:
                return None
            base[name] = value
        least = max([0, *(size for part in conjunction if isinstance(size := part.get("minProperties"), int))])
        if len(base) < least:
            names = [*declared, *self.free_names(conjunction, level), *self.hints.names]
            self.fill(base, conjunction, names, level, least)
        return base

    def free_names(self, conjunction: Conjunction, level: int) -> Iterator[str]:
        """Yield a few names that are not declared but asked for: by `patternProperties`, or by `propertyNames`."""
        yield from pattern_names(conjunction)
        tests = list(only_schemas(part["propertyNames"] for part in conjunction if "propertyNames" in part))
        found = self.valid(tests, self.values([*tests, {"type": "string"}], level + 1)) if tests else iter(())
        yield from islice((name for name in found if isinstance(name, str)), 3)

    def fill(
        self, base: dict[str, object], conjunction: Conjunction, names: Iterable[str], level: int, least: int
    ) -> None:
        """Add members until there are `least`."""
        numbered = (f"a{number}" for number in range(min(least, _LONGEST_ARRAY)))
        for name in chain(names, numbered):
            if len(base) >= least:
                return
            if name not in base and is_possible_name(conjunction, name):
                value = self.first(schemas_for(conjunction, name), level + 1)
                if value is not _NOTHING:
                    base[name] = value

    def with_name(self, base: dict[str, object], name: str, conjunction: Conjunction, level: int) -> Iterator[object]:
        if not is_possible_name(conjunction, name):
            return
        needed = [other for other in dependent_names(conjunction, name) if other not in base and other != name]
        extra = {other: next(self.values(schemas_for(conjunction, other), level + 1), None) for other in needed}
        for value in self.values(schemas_for(conjunction, name), level + 1, base.get(name)):
            yield in_declared_order({**base, name: value, **extra}, conjunction)

    def full(
        self, base: dict[str, object], conjunction: Conjunction, declared: Iterable[str], level: int
    ) -> Iterator[object]:
        """Yield the object with every declared member, and with each pair of declared members."""
        whole = dict(base)
        for name in declared:
            value = self.first(schemas_for(conjunction, name), level + 1)
            if name not in whole and value is not _NOTHING:
                whole[name] = value
        if len(whole) > len(base) + 1:
            yield whole
            yield from ({k: v for k, v in whole.items() if k != gone} for gone in whole if gone not in base)

    def along(
        self, schemas: Sequence[JsonSchema], path: tuple[str, ...], value: object, level: int
    ) -> Iterator[object]:
        """Yield small values that hold a given value at a path; `*` is any item or member."""
        if not path:
            yield value
            return
        for conjunction in islice(alternatives(schemas, self.root), _PER_BRANCH):
            types = allowed_types(conjunction)
            if "object" in types:
                yield from self.object_along(conjunction, path, value, level)
            if "array" in types and (path[0] == "*" or path[0].isdigit()):
                yield from self.array_along(conjunction, path, value, level)

    def object_along(
        self, conjunction: Conjunction, path: tuple[str, ...], value: object, level: int
    ) -> Iterator[object]:
        required = required_names(conjunction)
        names = [path[0]] if path[0] != "*" else [*pattern_names(conjunction), "a"]
        base = self.smallest(
            conjunction, level, [name for name in required if name != path[0]], declared_names(conjunction)
        )
        for name in names if base is not None else ():
            if is_possible_name(conjunction, name):
                for inner in self.along(schemas_for(conjunction, name), path[1:], value, level + 1):
                    yield in_declared_order({**(base or {}), name: inner}, conjunction)

    def array_along(
        self, conjunction: Conjunction, path: tuple[str, ...], value: object, level: int
    ) -> Iterator[object]:
        index = int(path[0]) if path[0].isdigit() else 0
        least = max([0, *(size for part in conjunction if isinstance(size := part.get("minItems"), int))])
        built = self.array(conjunction, min(max(index + 1, least), _LONGEST_ARRAY), level)
        items = built if built is not None else self.array(conjunction, index, level)
        if items is not None:
            for inner in self.along(item_schemas(conjunction, index), path[1:], value, level + 1):
                yield [*items[:index], inner, *items[index + 1 :]]

    def arrays(self, conjunction: Conjunction, level: int, seed: list[object] | None) -> Iterator[object]:
        least = max([0, *(size for part in conjunction if isinstance(size := part.get("minItems"), int))])
        tests = [part["contains"] for part in conjunction if "contains" in part and part.get("minContains") != 0]
        base = self.array(conjunction, min(least, _LONGEST_ARRAY), level, tests) if seed is None else seed
        if base is None:
            return
        yield base
        if level >= _DEEPEST_OPTIONAL:
            return
        width = max([1, len(base), *(len(prefix_of(part)) for part in conjunction)])
        places = [self.with_item(base, index, conjunction, level) for index in range(min(width + 1, 8))]
        yield from interleave([*places, self.of_sizes(conjunction, level)])

    def array(
        self, conjunction: Conjunction, size: int, level: int, tests: Sequence[object] = ()
    ) -> list[object] | None:
        """Return an array of that many items, different ones where they must be; `None` when an item cannot be built."""
        is_unique = any(part.get("uniqueItems") is True for part in conjunction)
        items: list[object] = []
        for index in range(max(size, len(tests))):
            schemas = [*item_schemas(conjunction, index), *(only_schemas(tests[index : index + 1]))]
            known = items if is_unique else ()
            value = self.first(schemas, level + 1)
            if value is not _NOTHING and holds(known, value):
                others = self.valid(schemas, self.values(schemas, level + 1))
                value = next((other for other in others if not holds(known, other)), _NOTHING)
            if value is _NOTHING:
                return None
            items.append(value)
        return items

    def with_item(self, base: list[object], index: int, conjunction: Conjunction, level: int) -> Iterator[object]:
        head = self.array(conjunction, index, level) if index > len(base) else base[:index]
        if head is None:
            return
        seed = base[index] if index < len(base) else None
        for value in self.values(item_schemas(conjunction, index), level + 1, seed):
            yield [*head, value, *base[index + 1 :]]

    def of_sizes(self, conjunction: Conjunction, level: int) -> Iterator[object]:
        sizes = dict.fromkeys(size + step for size in (2, *self.hints.sizes) for step in (0, 1, -1))
        for size in sizes:
            if 0 < size <= _LONGEST_ARRAY:
                built = self.array(conjunction, size, level)
                if built is not None:
                    yield built
                for kind in (True, *self.hints.kinds):
                    one = self.first([*item_schemas(conjunction, size - 1), kind], level + 1)
                    if one is not _NOTHING:
                        yield [one] * size


_NOTHING = object()


def sample_values(schema: JsonSchema, hints: Hints, root: JsonSchema | None = None) -> Iterator[object]:
    """Yield candidate values of a schema, the smallest first; `root` is the bundle that its references lead into."""
    yield from _Builder(schema if root is None else root, hints).values((schema,), 0)


def sample_along(schema: JsonSchema, hints: Hints, path: tuple[str, ...], value: object) -> Iterator[object]:
    """Yield small values of a schema that hold a given value at a path."""
    yield from _Builder(schema, hints).along((schema,), path, value, 0)


def sample_near(schema: JsonSchema, hints: Hints, example: object) -> Iterator[object]:
    """Yield the example, then the example with one place changed."""
    yield example
    yield from _Builder(schema, hints).values((schema,), 0, example)


def interleave(sources: Sequence[Iterator[object]]) -> Iterator[object]:
    """Yield from each source in turn, so that no place uses up what is allowed for all."""
    pending = list(sources)
    while pending:
        still = []
        for source in pending:
            value = next(source, _NOTHING)
            if value is not _NOTHING:
                yield value
                still.append(source)
        pending = still
