"""What two schemas say differently of one value: changes to be told here, and the parts in which to look further.

It depends on the two schemas alone, not on the payload in which they are met, so it is found out once for all payloads.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.compat.diff_keywords import KeywordChange, diff_keywords
from crossdock.registry.compat.difference import Aspect
from crossdock.registry.compat.level_changes import is_closed, list_change, part_change, presence, property_place
from crossdock.registry.compat.pairing import pair_branches
from crossdock.registry.compat.plain import is_plain
from crossdock.registry.compat.sameness import Sameness
from crossdock.registry.compat.shape import Schemas, Shape
from crossdock.registry.compat.shapes import Shapes
from crossdock.registry.model.change import ChangeKind
from crossdock.registry.model.interface import Position, Schema
from crossdock.registry.model.location import Place

_ONE_OF_MANY = {
    "not": ("not",),
    "if": ("if", "then", "else"),
    "then": ("if", "then", "else"),
    "else": ("if", "then", "else"),
}
_REST = ("properties", "patternProperties", "additionalProperties", "unevaluatedProperties")
_ITEMS = ("prefixItems", "items", "unevaluatedItems")
_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_CONTAINS = ("contains", "minContains", "maxContains")


@dataclass(frozen=True, slots=True)
class Told:
    """A change of this value; `aspect` and `names` as a difference has them."""

    found: KeywordChange
    aspect: Aspect = Aspect.KEYWORDS
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Below:
    """Two schemas that differ: of a part of the value, at `step`, or of the value itself in a branch of the keyword `union`."""

    base: Schema
    revision: Schema
    step: str | None
    union: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What differs, in the order in which it is written. `places` are where base and revision really are, behind their references."""

    places: tuple[Place, Place]
    is_plain: bool  # whether neither side combines schemas
    items: tuple[Told | Below, ...]


class Levels:
    """Remembers the levels of one comparison. `view` is the position whose properties are looked at, `None` for a schema by itself."""

    def __init__(self, sameness: Sameness) -> None:
        self.sameness = sameness
        self._shapes = Shapes()
        self._known: dict[tuple[int, Place, int, Place, Position | None], tuple[Schema, Schema, Level]] = {}

    def find(self, base: Schema, revision: Schema, view: Position | None) -> Level:
        """Return the level of two schemas that are not the same; they are kept, so that their data cannot become another's."""
        key = (id(base.data), base.place, id(revision.data), revision.place, view)
        if key not in self._known:
            self._known[key] = (base, revision, self._read(base, revision, view))
        return self._known[key][2]

    def _read(self, base: Schema, revision: Schema, view: Position | None) -> Level:
        before, after = self._shapes.find(base, view), self._shapes.find(revision, view)
        reader = _Reader(self.sameness, self._shapes, view, before, after)
        is_simple = is_plain(base) and is_plain(revision)
        return Level((before.place, after.place), is_simple, tuple(reader.items(base, revision)))


@dataclass(frozen=True, slots=True)
class _Reader:
    sameness: Sameness
    shapes: Shapes
    view: Position | None
    before: Shape
    after: Shape

    def items(self, base: Schema, revision: Schema) -> Iterator[Told | Below]:
        keyword = self.wrapped_in(base, revision)
        if keyword is not None:
            yield Told(list_change(keyword, self.before, self.after, ChangeKind.COMPOSITION_CHANGED), Aspect.WHOLE)
            return
        yield from (Told(found) for found in diff_keywords(self.before, self.after))
        yield from self.required()
        yield from self.properties()
        yield from self.parts()
        yield from self.maps()
        yield from self.tuples()
        yield from self.unions()

    def wrapped_in(self, base: Schema, revision: Schema) -> str | None:
        """Return the union that one side puts around what the other says alone: what is inside did not come or go."""
        for inner, outer, shape in ((base, self.after, self.before), (revision, self.before, self.after)):
            for keyword in ("oneOf", "anyOf"):
                found = outer.lists.get(keyword, ())
                is_alone = not (outer.facts or outer.properties or outer.required or outer.parts or outer.maps)
                is_only = is_alone and len(found) == len(outer.lists) == 1 and keyword not in shape.lists
                if is_only and any(self.is_inside(inner, shape, branch) for branch in found[0]):
                    return keyword
        return None

    def is_inside(self, inner: Schema, shape: Shape, branch: Schema) -> bool:
        """Whether a branch is what stood alone, or another version of it that names all its properties."""
        if self.sameness.is_same(inner, branch):
            return True
        return (
            bool(shape.properties) and shape.properties.keys() <= self.shapes.find(branch, self.view).properties.keys()
        )

    def below(self, base: Schema, revision: Schema, step: str | None, union: str = "") -> Iterator[Below]:
        if not self.sameness.is_same(base, revision):
            yield Below(base, revision, step, union)

    def properties(self) -> Iterator[Told | Below]:
        for name in dict.fromkeys((*self.before.properties, *self.after.properties)):
            one, other = self.before.properties.get(name), self.after.properties.get(name)
            if one and other:
                yield from self.conjuncts(one, other, name)
            elif one or other:
                yield Told(presence(name, self.before, self.after), Aspect.MEMBER, (name,))

    def conjuncts(self, before: Schemas, after: Schemas, step: str) -> Iterator[Told | Below]:
        """Yield what differs between two lists of schemas that all hold for one part of the value."""
        if len(before) == len(after) == 1:
            yield from self.below(before[0], after[0], step)
        elif not self.are_same(before, after):
            places = (after[0].place, before[0].place)
            found = KeywordChange(ChangeKind.COMPOSITION_CHANGED, "allOf", *places, below=(step,))
            is_member = step != "*" and not step.isdigit()
            yield Told(found, Aspect.MEMBER if is_member else Aspect.WHOLE, (step,) if is_member else ())

    def required(self) -> Iterator[Told]:
        before, after = self.before, self.after
        for name in dict.fromkeys((*before.required, *after.required)):
            was, now = name in before.required, name in after.required
            is_told = (name in before.properties) is not (name in after.properties)
            if was is now or (is_told and now is (name in after.properties)):
                continue
            kind = ChangeKind.PROPERTY_BECAME_REQUIRED if now else ChangeKind.PROPERTY_BECAME_OPTIONAL
            at = after.required[name] if now else property_place(after, name)
            gone = before.required[name] if was else property_place(before, name)
            found = KeywordChange(kind, "required", at, gone, was, now, subject=name, below=(name,))
            yield Told(found, Aspect.REQUIRED, (name,))

    def parts(self) -> Iterator[Told | Below]:
        for keyword in dict.fromkeys((*self.before.parts, *self.after.parts)):
            one, other = self.before.parts.get(keyword, ()), self.after.parts.get(keyword, ())
            is_rest = keyword in ("additionalProperties", "unevaluatedProperties")
            if is_rest and (is_closed(one) or is_closed(other)):
                if is_closed(one) is not is_closed(other):
                    kind = ChangeKind.CLOSED if is_closed(other) else ChangeKind.OPENED
                    yield Told(part_change(kind, keyword, self.before, self.after), names=_REST)
            elif is_rest or keyword in ("items", "unevaluatedItems"):
                if one and other:
                    yield from self.conjuncts(one, other, "*")
                elif self.is_evaluating or any(schema.data not in (True, {}) for schema in (*one, *other)):
                    found = part_change(ChangeKind.SCHEMA_CHANGED, keyword, self.before, self.after)
                    yield Told(found, names=_REST if is_rest else _ITEMS)
            elif not self.are_same(one, other):
                is_test = keyword in _ONE_OF_MANY
                kind = ChangeKind.COMPOSITION_CHANGED if is_test else ChangeKind.SCHEMA_CHANGED
                names = _ONE_OF_MANY.get(keyword, (*_CONTAINS, keyword))
                yield Told(part_change(kind, keyword, self.before, self.after), names=names)

    @property
    def is_evaluating(self) -> bool:
        """Whether it matters that a keyword speaks of a part, even where it admits everything."""
        return any(word in shape.parts for shape in (self.before, self.after) for word in _UNEVALUATED)

    def are_same(self, one: Schemas, other: Schemas) -> bool:
        return len(one) == len(other) and all(map(self.sameness.is_same, one, other))

    def maps(self) -> Iterator[Told | Below]:
        for key in dict.fromkeys((*self.before.maps, *self.after.maps)):
            one, other = self.before.maps.get(key, ()), self.after.maps.get(key, ())
            if key[0] == "patternProperties" and len(one) == len(other) == 1:
                yield from self.below(one[0], other[0], "*")
            elif not self.are_same(one, other):
                places = [
                    (schemas[0].place if schemas else shape.place.child(*key))
                    for schemas, shape in ((other, self.after), (one, self.before))
                ]
                was, now = ((schemas[0].data if schemas else None) for schemas in (one, other))
                found = KeywordChange(ChangeKind.SCHEMA_CHANGED, key[0], places[0], places[1], was, now, subject=key[1])
                yield Told(found, names=_REST if key[0] == "patternProperties" else (key[0],))

    def tuples(self) -> Iterator[Told | Below]:
        one, other = ((shape.lists.get("prefixItems") or ((),))[0] for shape in (self.before, self.after))
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            yield from self.below(left, right, str(index))
        if len(one) != len(other):
            found = list_change("prefixItems", self.before, self.after, ChangeKind.SCHEMA_CHANGED)
            yield Told(found, names=_ITEMS)

    def unions(self) -> Iterator[Told | Below]:
        for keyword in ("anyOf", "oneOf"):
            one, other = self.before.lists.get(keyword, ()), self.after.lists.get(keyword, ())
            if len(one) != len(other):
                yield Told(list_change(keyword, self.before, self.after, ChangeKind.COMPOSITION_CHANGED))
                continue
            for left, right in zip(one, other, strict=True):
                pairs = pair_branches(left, right, self.sameness)
                if pairs is None:
                    yield Told(list_change(keyword, self.before, self.after, ChangeKind.COMPOSITION_CHANGED))
                    continue
                for branch, changed in pairs:
                    yield from self.below(branch, changed, None, keyword)
