"""Walks two schemas and tells each difference, in the dialect's own meaning, with the place where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crossdock.registry.compat.derived_places import written_place
from crossdock.registry.compat.diff_keywords import KeywordChange, diff_keywords
from crossdock.registry.compat.difference import Aspect, Difference
from crossdock.registry.compat.pairing import pair_branches
from crossdock.registry.compat.plain import is_plain
from crossdock.registry.compat.sameness import Sameness
from crossdock.registry.compat.shape import Schemas, Shape
from crossdock.registry.compat.shapes import Shapes
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position, Role, Schema
from crossdock.registry.model.location import Place, Side, escape_token

_ONE_OF_MANY = {
    "not": ("not",),
    "if": ("if", "then", "else"),
    "then": ("if", "then", "else"),
    "else": ("if", "then", "else"),
}
_USES = 4  # places of one payload at which a change of a shared definition is told


@dataclass(slots=True)
class SchemaWalk:
    """One walk through a payload. `is_pure` turns false when a pair is met again where it may mean something else.

    `is_plain` turns false when something on the way to a difference combines schemas (`plain`).
    """

    sameness: Sameness
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
    shapes: Shapes = field(default_factory=Shapes)

    def walk(self, base: Schema, revision: Schema) -> Iterator[Difference]:
        """Yield the differences of a whole payload; recursion ends where a pair of places comes again."""
        self.roots = (base, revision)
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
        if self.run.sameness.is_same(base, revision):
            return
        self.run.is_plain = self.run.is_plain and is_plain(base) and is_plain(revision)
        before, after = self.run.shapes.find(base, self.run.view), self.run.shapes.find(revision, self.run.view)
        if not self.run.enter((before.place, after.place), self):
            return
        if (keyword := self.wrapped_in(before, after, base, revision)) is not None:
            yield self.tell(_list_change(keyword, before, after, ChangeKind.COMPOSITION_CHANGED), Aspect.WHOLE)
            return
        yield from (self.tell(found) for found in diff_keywords(before, after))
        yield from self.required(before, after)
        yield from self.properties(before, after)
        yield from self.parts(before, after)
        yield from self.maps(before, after)
        yield from self.tuples(before, after)
        yield from self.unions(before, after)

    def wrapped_in(self, before: Shape, after: Shape, base: Schema, revision: Schema) -> str | None:
        """Return the union that one side puts around what the other says alone: what is inside did not come or go."""
        for inner, outer, shape in ((base, after, before), (revision, before, after)):
            for keyword in ("oneOf", "anyOf"):
                found = outer.lists.get(keyword, ())
                is_alone = not (outer.facts or outer.properties or outer.required or outer.parts or outer.maps)
                is_only = is_alone and len(found) == len(outer.lists) == 1 and keyword not in shape.lists
                if is_only and any(self.is_inside(inner, shape, branch) for branch in found[0]):
                    return keyword
        return None

    def is_inside(self, inner: Schema, shape: Shape, branch: Schema) -> bool:
        """Whether a branch is what stood alone, or another version of it that names all its properties."""
        if self.run.sameness.is_same(inner, branch):
            return True
        return (
            bool(shape.properties)
            and shape.properties.keys() <= self.run.shapes.find(branch, self.run.view).properties.keys()
        )

    def tell(self, found: KeywordChange, aspect: Aspect = Aspect.KEYWORDS, names: tuple[str, ...] = ()) -> Difference:
        path = (*self.path, *found.below)
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
        if self.union:
            aspect, names = Aspect.KEYWORDS, self.union
        told = names or (found.asked or ((found.keyword,) if found.keyword else ()))
        return Difference(change, self.base, self.revision, self.path, aspect, told, self.is_monotone)

    def subject(self, path: tuple[str, ...]) -> str:
        return next((step for step in reversed(path) if step != "*" and not step.isdigit()), self.run.name)

    def below(self, base: Schema, revision: Schema, token: str) -> "_Step":
        return _Step(self.run, base, revision, (*self.path, token), self.is_monotone)

    def properties(self, before: Shape, after: Shape) -> Iterator[Difference]:
        for name in dict.fromkeys((*before.properties, *after.properties)):
            one, other = before.properties.get(name), after.properties.get(name)
            if one and other:
                yield from self.conjuncts(one, other, name)
            elif one or other:
                yield self.tell(_presence(name, before, after), Aspect.MEMBER, (name,))

    def conjuncts(self, before: Schemas, after: Schemas, step: str) -> Iterator[Difference]:
        """Yield what differs between two lists of schemas that all hold for one part of the value."""
        if len(before) == len(after) == 1:
            yield from self.below(before[0], after[0], step).differences(before[0], after[0])
        elif len(before) == len(after) and all(map(self.run.sameness.is_same, before, after)):
            return
        else:
            found = KeywordChange(
                ChangeKind.COMPOSITION_CHANGED, "allOf", after[0].place, before[0].place, below=(step,)
            )
            is_member = step != "*" and not step.isdigit()
            yield self.tell(found, Aspect.MEMBER if is_member else Aspect.WHOLE, (step,) if is_member else ())

    def required(self, before: Shape, after: Shape) -> Iterator[Difference]:
        for name in dict.fromkeys((*before.required, *after.required)):
            was, now = name in before.required, name in after.required
            is_told = (name in before.properties) is not (name in after.properties)
            if was is now or (is_told and now is (name in after.properties)):
                continue
            kind = ChangeKind.PROPERTY_BECAME_REQUIRED if now else ChangeKind.PROPERTY_BECAME_OPTIONAL
            at = after.required[name] if now else _property_place(after, name)
            gone = before.required[name] if was else _property_place(before, name)
            found = KeywordChange(kind, "required", at, gone, was, now, subject=name, below=(name,))
            yield self.tell(found, Aspect.REQUIRED, (name,))

    def parts(self, before: Shape, after: Shape) -> Iterator[Difference]:
        for keyword in dict.fromkeys((*before.parts, *after.parts)):
            one, other = before.parts.get(keyword, ()), after.parts.get(keyword, ())
            is_rest = keyword in ("additionalProperties", "unevaluatedProperties")
            if is_rest and (_is_closed(one) or _is_closed(other)):
                if _is_closed(one) is not _is_closed(other):
                    kind = ChangeKind.CLOSED if _is_closed(other) else ChangeKind.OPENED
                    yield self.tell(self.keyword_change(kind, keyword, before, after), names=_REST)
            elif is_rest or keyword in ("items", "unevaluatedItems"):
                if one and other:
                    yield from self.conjuncts(one, other, "*")
                elif any(schema.data not in (True, {}) for schema in (*one, *other)):
                    yield self.tell(
                        self.keyword_change(ChangeKind.SCHEMA_CHANGED, keyword, before, after),
                        names=_REST if is_rest else _ITEMS,
                    )
            elif not self.are_same(one, other):
                is_test = keyword in _ONE_OF_MANY
                kind = ChangeKind.COMPOSITION_CHANGED if is_test else ChangeKind.SCHEMA_CHANGED
                yield self.tell(
                    self.keyword_change(kind, keyword, before, after),
                    names=_ONE_OF_MANY.get(keyword, (*_CONTAINS, keyword)),
                )

    def keyword_change(self, kind: ChangeKind, keyword: str, before: Shape, after: Shape) -> KeywordChange:
        was, now = (shape.parts.get(keyword, ()) for shape in (before, after))
        return KeywordChange(
            kind,
            keyword,
            after.place_of(keyword),
            before.place_of(keyword),
            was[0].data if was else None,
            now[0].data if now else None,
        )

    def are_same(self, one: Schemas, other: Schemas) -> bool:
        return len(one) == len(other) and all(map(self.run.sameness.is_same, one, other))

    def maps(self, before: Shape, after: Shape) -> Iterator[Difference]:
        for key in dict.fromkeys((*before.maps, *after.maps)):
            one, other = before.maps.get(key, ()), after.maps.get(key, ())
            if key[0] == "patternProperties" and len(one) == len(other) == 1:
                yield from self.below(one[0], other[0], "*").differences(one[0], other[0])
            elif not self.are_same(one, other):
                places = [
                    (schemas[0].place if schemas else shape.place.child(*key))
                    for schemas, shape in ((other, after), (one, before))
                ]
                was, now = ((schemas[0].data if schemas else None) for schemas in (one, other))
                found = KeywordChange(ChangeKind.SCHEMA_CHANGED, key[0], places[0], places[1], was, now, subject=key[1])
                yield self.tell(found, names=_REST if key[0] == "patternProperties" else (key[0],))

    def tuples(self, before: Shape, after: Shape) -> Iterator[Difference]:
        one, other = ((shape.lists.get("prefixItems") or ((),))[0] for shape in (before, after))
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            yield from self.below(left, right, str(index)).differences(left, right)
        if len(one) != len(other):
            yield self.tell(_list_change("prefixItems", before, after, ChangeKind.SCHEMA_CHANGED), names=_ITEMS)

    def unions(self, before: Shape, after: Shape) -> Iterator[Difference]:
        for keyword in ("anyOf", "oneOf"):
            one, other = before.lists.get(keyword, ()), after.lists.get(keyword, ())
            if len(one) != len(other):
                yield self.tell(_list_change(keyword, before, after, ChangeKind.COMPOSITION_CHANGED))
                continue
            for left, right in zip(one, other, strict=True):
                pairs = pair_branches(left, right, self.run.sameness)
                if pairs is None:
                    yield self.tell(_list_change(keyword, before, after, ChangeKind.COMPOSITION_CHANGED))
                    continue
                step = replace(self, is_monotone=self.is_monotone and keyword == "anyOf", union=(keyword,))
                for branch, changed in pairs:
                    yield from step.differences(branch, changed)


_REST = ("properties", "patternProperties", "additionalProperties", "unevaluatedProperties")
_ITEMS = ("prefixItems", "items", "unevaluatedItems")
_CONTAINS = ("contains", "minContains", "maxContains")


def _presence(name: str, before: Shape, after: Shape) -> KeywordChange:
    """Tell a property that is declared on one side only; `keyword` is `required` when it is required where it is declared alone."""
    is_added = name in after.properties
    here, there = (after, before) if is_added else (before, after)
    is_required = name in here.required and name not in there.required
    data = here.properties[name][0].data
    return KeywordChange(
        ChangeKind.PROPERTY_ADDED if is_added else ChangeKind.PROPERTY_REMOVED,
        "required" if is_required else "properties",
        _property_place(after, name),
        _property_place(before, name),
        None if is_added else data,
        data if is_added else None,
        subject=name,
        below=(name,),
    )


def _property_place(shape: Shape, name: str) -> Place:
    """Return the key of a property; where it is not declared, the place it would have."""
    written = shape.properties.get(name)
    if written:
        return written[0].place.key()
    neighbour = next(iter(shape.properties.values()), None)
    if neighbour is None:
        return shape.place.child("properties", name)
    place = neighbour[0].place
    return Place(place.path, place.pointer.rpartition("/")[0], side=place.side).child(name)


def _is_closed(schemas: Schemas) -> bool:
    return any(schema.data is False for schema in schemas)


def _list_change(keyword: str, before: Shape, after: Shape, kind: ChangeKind) -> KeywordChange:
    was, now = ([[item.data for item in items] for items in shape.lists.get(keyword, ())] for shape in (before, after))
    place_after, place_before = _list_place(after, keyword), _list_place(before, keyword)
    return KeywordChange(kind, keyword, place_after, place_before, was[0] if was else None, now[0] if now else None)


def _list_place(shape: Shape, keyword: str) -> Place:
    found = shape.lists.get(keyword)
    if not found or not found[0]:
        return shape.place.child(keyword)
    place = found[0][0].place
    return Place(place.path, place.pointer.rpartition("/")[0], side=place.side)
