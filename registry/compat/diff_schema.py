"""Walks two schemas and tells each difference, in the dialect's own meaning, with the place where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crossdock.registry.compat.derived_places import written_place
from crossdock.registry.compat.difference import Aspect, Difference
from crossdock.registry.compat.level import Below, Levels, Told
from crossdock.registry.model.change import Change
from crossdock.registry.model.interface import Position, Role, Schema
from crossdock.registry.model.location import Place, Side, escape_token

_USES = 4  # places of one payload at which a change of a shared definition is told


@dataclass(slots=True)
class SchemaWalk:
    """One walk through a payload. `is_pure` turns false when a pair is met again where it may mean something else.

    `is_plain` turns false when something on the way to a difference combines schemas (`plain`).
    """

    levels: Levels
    position: Position
    view: Position | None  # whose properties are looked at; `None` for a schema by itself
    role: Role
    operation: str | None
    payload: str
    name: str  # what people call the payload
    is_pure: bool = True
    is_plain: bool = True
    roots: tuple[Schema, ...] = ()
    seen: dict[tuple[Place, Place], list["_Step"]] = field(default_factory=dict)

    def walk(self, base: Schema, revision: Schema) -> Iterator[Difference]:
        """Yield the differences of a whole payload; recursion ends where a pair of places comes again."""
        self.roots = (base, revision)
        if not self.levels.sameness.is_same(base, revision):
            yield from _Step(self, base, revision, (), True).differences(base, revision)

    def enter(self, pair: tuple[Place, Place], step: "_Step") -> bool:
        """Whether to tell what differs between a pair of places: not below itself, and of a shared one only the first few uses."""
        uses = self.seen.setdefault(pair, [])
        is_inside = any(step.path[: len(use.path)] == use.path and step.union == use.union for use in uses)
        is_told = is_inside or len(uses) >= _USES
        if is_told:
            self.is_pure = self.is_pure and (step.is_monotone or not any(use.is_monotone for use in uses))
        else:
            uses.append(step)
        return not is_told


@dataclass(frozen=True, slots=True)
class _Step:
    """The value in question: `base` and `revision` are all that is said of it, at `path` inside the payload."""

    run: SchemaWalk
    base: Schema
    revision: Schema
    path: tuple[str, ...]
    is_monotone: bool
    union: tuple[str, ...] = ()  # the keyword whose branch is looked at

    def differences(self, base: Schema, revision: Schema) -> Iterator[Difference]:
        """Yield what differs between two schemas of this value: all of it, or one branch."""
        level = self.run.levels.find(base, revision, self.run.view)
        self.run.is_plain = self.run.is_plain and level.is_plain
        if not self.run.enter(level.places, self):
            return
        for item in level.items:
            if isinstance(item, Told):
                yield self.tell(item)
            else:
                yield from self.below(item).differences(item.base, item.revision)

    def below(self, item: Below) -> "_Step":
        if item.step is not None:
            return _Step(self.run, item.base, item.revision, (*self.path, item.step), self.is_monotone)
        is_monotone = self.is_monotone and item.union == "anyOf"
        return _Step(self.run, self.base, self.revision, self.path, is_monotone, (item.union,))

    def tell(self, told: Told) -> Difference:
        found, path = told.found, (*self.path, *told.found.below)
        change = Change(
            kind=found.kind,
            position=self.run.position,
            subject=found.subject or self.subject(path),
            at=written_place(found.at, self.run.role, self.run.roots[1]),
            was=replace(written_place(found.was, self.run.role, self.run.roots[0]), side=Side.BASE),
            before=found.before,
            after=found.after,
            keyword=found.keyword,
            operation=self.run.operation,
            payload=self.run.payload,
            path="".join("/" + escape_token(token) for token in path),
            role=self.run.role,
        )
        aspect, names = (Aspect.KEYWORDS, self.union) if self.union else (told.aspect, told.names)
        names = names or found.asked or ((found.keyword,) if found.keyword else ())
        return Difference(change, self.base, self.revision, self.path, aspect, names, self.is_monotone)

    def subject(self, path: tuple[str, ...]) -> str:
        return next((step for step in reversed(path) if step != "*" and not step.isdigit()), self.run.name)
