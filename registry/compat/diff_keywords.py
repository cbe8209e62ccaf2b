"""Compares the keywords that two shapes state of a value itself: type, enum, format, pattern, bounds, default and the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.compat.sample_numbers import exact
from crossdock.registry.compat.shape import Shape
from crossdock.registry.model.change import ChangeKind
from crossdock.registry.model.location import Place

# (lower keyword, its exclusive form) and (upper keyword, its exclusive form)
_LOWER = (
    ("minimum", "exclusiveMinimum"),
    ("minLength", ""),
    ("minItems", ""),
    ("minProperties", ""),
    ("minContains", ""),
)
_UPPER = (
    ("maximum", "exclusiveMaximum"),
    ("maxLength", ""),
    ("maxItems", ""),
    ("maxProperties", ""),
    ("maxContains", ""),
)
_TOLD_APART = frozenset(
    ["type", "enum", "format", "pattern", "default", "multipleOf", "uniqueItems", "x-extensible-enum"]
    + [name for pair in (*_LOWER, *_UPPER) for name in pair]
)


@dataclass(frozen=True, slots=True)
class KeywordChange:
    """What changed about one keyword. `below` leads from the value to the part it speaks of, `asked` are the keywords that ask for it."""

    kind: ChangeKind
    keyword: str | None
    at: Place
    was: Place
    before: object = None
    after: object = None
    subject: str | None = None
    below: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def diff_keywords(before: Shape, after: Shape) -> Iterator[KeywordChange]:
    """Yield the changes of plain keywords, those that people look for first at the front."""
    if before.is_impossible is not after.is_impossible:
        yield KeywordChange(
            ChangeKind.SCHEMA_CHANGED, "false", after.place, before.place, before.is_impossible, after.is_impossible
        )
    yield from _plain("type", ChangeKind.TYPE_CHANGED, before, after)
    yield from _enums("enum", before, after)
    yield from _enums("x-extensible-enum", before, after)
    yield from _plain("format", ChangeKind.FORMAT_CHANGED, before, after)
    yield from _plain("pattern", ChangeKind.PATTERN_CHANGED, before, after)
    yield from _bounds(before, after)
    yield from _multiples(before, after)
    yield from _unique(before, after)
    yield from _plain("default", ChangeKind.DEFAULT_CHANGED, before, after)
    for keyword in dict.fromkeys((*before.facts, *after.facts)):
        if keyword not in _TOLD_APART:
            yield from _plain(keyword, ChangeKind.SCHEMA_CHANGED, before, after)


def _plain(keyword: str, kind: ChangeKind, before: Shape, after: Shape) -> Iterator[KeywordChange]:
    one, other = before.fact(keyword), after.fact(keyword)
    if (keyword in before.facts) is (keyword in after.facts) and is_equal(one, other):
        return
    was, now = (list(value) if isinstance(value, tuple) else value for value in (one, other))
    asked = _ENUM if keyword == "enum" else ()
    yield KeywordChange(kind, keyword, after.place_of(keyword), before.place_of(keyword), was, now, asked=asked)


_ENUM = ("enum", "const")


def _enums(keyword: str, before: Shape, after: Shape) -> Iterator[KeywordChange]:
    one, other = before.fact(keyword), after.fact(keyword)
    if not isinstance(one, list) or not isinstance(other, list):
        kind = ChangeKind.SCHEMA_CHANGED if max(map(_size, (one, other))) != 1 else ChangeKind.CONST_CHANGED
        yield from _plain(keyword, kind, before, after)
        return
    if len(one) == len(other) == 1:
        yield from _plain(keyword, ChangeKind.CONST_CHANGED, before, after)
        return
    for value in _missing(one, other):
        yield _value_change(keyword, before, after, value, is_added=False)
    for value in _missing(other, one):
        yield _value_change(keyword, before, after, value, is_added=True)


def _missing(values: list[object], others: list[object]) -> Iterator[object]:
    """Yield the values that another list does not hold; most lists hold texts only, and may be long."""
    texts = {item for item in others if isinstance(item, str)}
    for value in values:
        if value not in texts if isinstance(value, str) else not any(is_equal(value, item) for item in others):
            yield value


def _value_change(keyword: str, before: Shape, after: Shape, value: object, *, is_added: bool) -> KeywordChange:
    kind = ChangeKind.ENUM_VALUE_ADDED if is_added else ChangeKind.ENUM_VALUE_REMOVED
    was, now = (None, value) if is_added else (value, None)
    places = _value_place(after, keyword, now), _value_place(before, keyword, was)
    return KeywordChange(kind, keyword, *places, was, now, subject=_text(value), asked=_ENUM)


def _value_place(shape: Shape, keyword: str, value: object) -> Place:
    """Return where one value of a list is written; the list's place when it is not in it."""
    listed, place = shape.fact(keyword), shape.place_of(keyword)
    found = (index for index, item in enumerate(listed if isinstance(listed, list) else ()) if is_equal(item, value))
    index = next(found, None)
    return place if index is None else place.child(index)


def _size(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _text(value: object) -> str:
    """Return a value as people write it: text plain, everything else as JSON."""
    return value if isinstance(value, str) else encode(value).decode("utf-8", "replace")


def _bounds(before: Shape, after: Shape) -> Iterator[KeywordChange]:
    for names, is_lower in (*((names, True) for names in _LOWER), *((names, False) for names in _UPPER)):
        if not any(name in shape.facts for shape in (before, after) for name in names):
            continue
        one, other = _bound(before, names, is_lower), _bound(after, names, is_lower)
        if one == other:
            continue
        is_tighter = other is not None and (one is None or (other > one if is_lower else other < one))
        kind = ChangeKind.BOUND_TIGHTENED if is_tighter else ChangeKind.BOUND_LOOSENED
        keyword = next((name for shape in (after, before) for name in reversed(names) if name in shape.facts), names[0])
        was, now = (_written(shape, names) for shape in (before, after))
        places = after.place_of(keyword), before.place_of(_keyword(before, names) or keyword)
        yield KeywordChange(kind, keyword, *places, was, now, asked=tuple(name for name in names if name))


def _keyword(shape: Shape, names: tuple[str, str]) -> str | None:
    return next((name for name in reversed(names) if name in shape.facts), None)


def _written(shape: Shape, names: tuple[str, str]) -> object:
    keyword = _keyword(shape, names)
    return shape.fact(keyword) if keyword else None


def _bound(shape: Shape, names: tuple[str, str], is_lower: bool) -> tuple[Fraction, int] | None:
    """Return the effective bound and how far its exclusive form shifts it; `None` where there is no bound."""
    found = [(number, 0) for number in [exact(shape.fact(names[0]))] if number is not None]
    strict = exact(shape.fact(names[1])) if names[1] else None
    if strict is not None:
        found.append((strict, 1 if is_lower else -1))
    if is_lower and not names[1] and names[0] != "minContains":
        found.append((Fraction(0), 0))
    return (max(found) if is_lower else min(found)) if found else None


def _multiples(before: Shape, after: Shape) -> Iterator[KeywordChange]:
    one, other = exact(before.fact("multipleOf")), exact(after.fact("multipleOf"))
    if one == other:
        return
    kind = ChangeKind.SCHEMA_CHANGED
    if other and (not one or (other / one).denominator == 1):
        kind = ChangeKind.BOUND_TIGHTENED
    elif one and (not other or (one / other).denominator == 1):
        kind = ChangeKind.BOUND_LOOSENED
    yield from _plain("multipleOf", kind, before, after)


def _unique(before: Shape, after: Shape) -> Iterator[KeywordChange]:
    one, other = before.fact("uniqueItems") is True, after.fact("uniqueItems") is True
    if one is not other:
        kind = ChangeKind.BOUND_TIGHTENED if other else ChangeKind.BOUND_LOOSENED
        yield from _plain("uniqueItems", kind, before, after)
