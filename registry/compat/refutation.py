"""Shows that no value satisfies some schemas and fails others: then what the ones send, the others accept.

A search for a value that comes to nothing, branch by branch, within a number of steps. Where a part of the value would have to be what is
looked for already, the search there is over: values are finite, so none can go on like that for ever. What is not understood is left
out on the side of what holds, and never closes a branch on the other, so *refuted* is certain and everything else means nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.keywords import resolve
from crossdock.registry.compat.leaf import Leaf, Wanted
from crossdock.registry.compat.negation import Way, plain_rest, ways_to_fail
from crossdock.registry.model.interface import JsonSchema

_STEPS = 3_000
_MEMBERS_A_STEP = 8  # a step over schemas with many members counts as several: each is looked at
_DEEPEST = 60
_MOST_WAYS = 400
_ADDRESSED = (
    b'"$id":',
    b'"$anchor":',
    b'"$dynamicAnchor":',
    b'"$dynamicRef":',
    b'"$recursiveRef":',
)  # not followed here


class Part(NamedTuple):
    """A schema and the bundle that its references lead into."""

    schema: JsonSchema
    root: JsonSchema


Parts = tuple[Part, ...]
Goal = tuple[Parts, Parts]  # these hold, none of these does


def is_refuted(sender: JsonSchema, receiver: JsonSchema, assert_formats: bool = False) -> bool:
    """Whether it is certain that nothing is sent that the receiver rejects."""
    if any(word in encode(schema) for schema in (sender, receiver) for word in _ADDRESSED):
        return False
    search = _Refutation(assert_formats)
    return search.goal(((Part(sender, sender),), (Part(receiver, receiver),)), 0)


class _Branch(NamedTuple):
    """What is known of one value so far: to be looked at, taken apart, and the choices that are still to be made."""

    holding: Parts
    failing: Parts
    plain: Parts = ()
    wanted: tuple[Wanted, ...] = ()
    choices: tuple[tuple[Goal | Wanted, ...], ...] = ()
    failed: Parts = ()
    seen: frozenset[tuple[bool, int, int]] = frozenset()


class _Refutation:
    def __init__(self, assert_formats: bool) -> None:
        self.assert_formats = assert_formats
        self.steps = _STEPS
        self.kept: list[object] = []  # so that the ids of what is made on the way stay their own
        self.active: dict[tuple[frozenset[tuple[int, int]], ...], int] = {}
        self.known: set[tuple[frozenset[tuple[int, int]], ...]] = set()
        self.lowest = _DEEPEST

    def goal(self, goal: Goal, depth: int) -> bool:
        """Refute a goal about a part of a value; one that is refuted on the way to itself is refuted."""
        key = tuple(frozenset((id(part.schema), id(part.root)) for part in side) for side in goal)
        if key in self.known:
            return True
        if key in self.active:
            self.lowest = min(self.lowest, self.active[key])
            return True
        if depth > _DEEPEST:
            return False
        self.kept.append(goal)
        self.active[key] = depth
        outer, self.lowest = self.lowest, _DEEPEST
        found = self.branch(_Branch(*goal), depth)
        del self.active[key]
        if found and self.lowest >= depth:  # it leans on nothing that is still open
            self.known.add(key)
        self.lowest = min(outer, self.lowest) if self.lowest < depth else outer
        return found

    def is_empty(
        self,
        holding: Iterable[tuple[JsonSchema, JsonSchema]],
        failing: Iterable[tuple[JsonSchema, JsonSchema]],
        depth: int,
    ) -> bool:
        """Whether it is certain that no part of a value satisfies the ones and none of the others."""
        return self.goal((tuple(Part(*one) for one in holding), tuple(Part(*one) for one in failing)), depth)

    def branch(self, branch: _Branch, depth: int) -> bool:
        self.steps -= 1
        if self.steps < 0:
            return False
        opened = self.open(branch)
        if opened is None:
            return True
        self.steps -= sum(_size(part.schema) for part in opened.plain) // _MEMBERS_A_STEP
        leaf = Leaf([(_keywords(part.schema), part.root) for part in opened.plain], opened.wanted, self, depth)
        if leaf.is_closed():
            return True
        if not opened.choices:
            return False
        narrowest = min(opened.choices, key=len)
        rest = tuple(choice for choice in opened.choices if choice is not narrowest)
        return all(self.branch(_choose(opened._replace(choices=rest), one), depth) for one in narrowest)

    def open(self, branch: _Branch) -> _Branch | None:
        """Take apart what can be taken apart without a choice; `None` when it contradicts itself."""
        while branch.holding or branch.failing:
            is_holding = bool(branch.holding)
            part = (branch.holding or branch.failing)[0]
            branch = (
                branch._replace(holding=branch.holding[1:])
                if is_holding
                else branch._replace(failing=branch.failing[1:])
            )
            if isinstance(part.schema, bool):
                if part.schema is not is_holding:
                    return None
                continue
            mark = (is_holding, id(part.schema), id(part.root))
            if mark in branch.seen:
                continue
            if self.is_contradicted(part, branch, is_holding):
                return None
            self.kept.append(part)
            branch = branch._replace(seen=branch.seen | {mark})
            following = self.hold(part, branch) if is_holding else self.fail(part, branch)
            if following is None:
                return None
            branch = following
        return branch

    def is_contradicted(self, part: Part, branch: _Branch, is_holding: bool) -> bool:
        """Whether the same schema both holds and fails."""
        opposite = (not is_holding, id(part.schema), id(part.root))
        if opposite in branch.seen:
            return True
        others = (*branch.failing, *branch.failed) if is_holding else branch.plain
        return any(_is_same(part, other) for other in others)

    def hold(self, part: Part, branch: _Branch) -> _Branch:
        """Add a schema that holds: parts of it hold too, and alternatives are choices."""
        schema = plain_rest(part.schema) if isinstance(part.schema, Mapping) else {}
        root = part.root
        self.kept.append(schema)
        more = [*_schemas(schema.get("allOf"))]
        if isinstance(schema.get("$ref"), str):
            more.append(resolve(str(schema["$ref"]), root))
        failing = [schema["not"]] if isinstance(schema.get("not"), (bool, Mapping)) else []
        choices = [_alternatives(word, schema, root) for word in ("anyOf", "oneOf", "if") if word in schema]
        return branch._replace(
            holding=(*branch.holding, *(Part(one, root) for one in more)),
            failing=(*branch.failing, *(Part(one, root) for one in failing)),  # type: ignore[arg-type]  # checked above
            plain=(*branch.plain, Part(schema, root)),
            choices=(*branch.choices, *choices),
        )

    def fail(self, part: Part, branch: _Branch) -> _Branch | None:
        """Add a schema that fails: in one of several ways, which is a choice, or in the only one. `None` when it cannot fail."""
        schema = plain_rest(part.schema) if isinstance(part.schema, Mapping) else {}
        self.kept.append(schema)
        ways = list(ways_to_fail(schema, assert_formats=self.assert_formats))
        if isinstance(schema.get("$ref"), str):
            ways.append(Way((), (resolve(str(schema["$ref"]), part.root),)))
        if len(ways) > _MOST_WAYS:
            return branch
        options = tuple(_option(way, part.root) for way in ways)
        if not options:
            return None
        branch = branch._replace(failed=(*branch.failed, part))
        if len(options) == 1:
            return _choose(branch, options[0])
        return branch._replace(choices=(*branch.choices, options))


def _size(schema: JsonSchema) -> int:
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    return len(properties) if isinstance(properties, Mapping) else 0


def _keywords(schema: JsonSchema) -> Mapping[str, object]:
    return schema if isinstance(schema, Mapping) else {}


def _option(way: Way, root: JsonSchema) -> Goal | Wanted:
    holding = tuple(Part(one, root) for one in way.holding)
    if way.kind:
        return Wanted(way.kind, way.about, root, holding)
    return holding, tuple(Part(one, root) for one in way.failing)


def _choose(branch: _Branch, option: "Goal | Wanted") -> _Branch:
    if isinstance(option, Wanted):
        holding = tuple(Part(*one) for one in option.holding)
        return branch._replace(holding=(*branch.holding, *holding), wanted=(*branch.wanted, option))
    return branch._replace(holding=(*branch.holding, *option[0]), failing=(*branch.failing, *option[1]))


def _alternatives(word: str, schema: Mapping[str, object], root: JsonSchema) -> tuple[Goal, ...]:
    if word == "if":
        condition, then, otherwise = (Part(_schema(schema.get(name, True)), root) for name in ("if", "then", "else"))
        return (((condition, then), ()), ((otherwise,), (condition,)))
    branches = [Part(one, root) for one in _schemas(schema[word])]
    if word == "anyOf":
        return tuple(((one,), ()) for one in branches)
    return tuple(((one,), tuple(branches[:index] + branches[index + 1 :])) for index, one in enumerate(branches))


def _is_same(one: Part, other: Part) -> bool:
    if one.root is not other.root and b'"$ref":' in encode(one.schema):
        return False
    return one.schema == other.schema and encode(one.schema) == encode(other.schema)


def _schemas(value: object) -> Iterator[JsonSchema]:
    return (_schema(one) for one in (value if isinstance(value, list) else ()))


def _schema(value: object) -> JsonSchema:
    return value if isinstance(value, (bool, Mapping)) else True
