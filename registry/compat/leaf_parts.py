"""The members of a value that is an object: whether the one that is wanted cannot be there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from crossdock.registry.compat.text_emptiness import has_text, matches
from crossdock.registry.model.interface import JsonSchema

_MOST_PATTERNS = 5
_MOST_NAMES = 300
_MOST_LITERALS = 10  # declared names that are told apart from what a pattern matches
Pair = tuple[JsonSchema, JsonSchema]
Plain = Sequence[tuple[Mapping[str, object], JsonSchema]]
IsEmpty = Callable[[Iterable[Pair], Iterable[Pair]], bool]


class Want(Protocol):
    """What is wanted: see `leaf.Wanted`."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def about(self) -> tuple[object, ...]: ...  # noqa: D102
    @property
    def root(self) -> JsonSchema: ...  # noqa: D102


def is_member_closed(plain: Plain, wanted: Sequence[Want], is_empty: IsEmpty) -> bool:
    """Whether a member that has to be there cannot be: one that is wanted, or one that is required and may have no value."""
    required = _required(plain)
    named: dict[str, list[Pair]] = {name: [] for name in required}
    for want in wanted:
        if want.kind == "member":
            named.setdefault(str(want.about[0]), []).append((as_schema(want.about[1]), want.root))
    if any(
        is_empty(held, failing)
        for name, failing in named.items()
        for held in (members(plain, name),)
        if failing or any(schema is False for schema, _ in held)
    ):
        return True
    some = [want for want in wanted if want.kind == "some-member"]
    return any(_is_some_closed(plain, want, is_empty) for want in some)


def is_name_closed(plain: Plain, want: Want, is_empty: IsEmpty) -> bool:
    """Whether no name that may be there is rejected by a schema of names."""
    tests = [(as_schema(part["propertyNames"]), root) for part, root in plain if "propertyNames" in part]
    rejected = (as_schema(want.about[0]), want.root)
    for name in _declared([part for part, _ in plain]):
        held = members(plain, name)
        is_possible = not any(schema is False for schema, _ in held)
        if is_possible and not is_empty([({"const": name}, True), *tests], [rejected]):
            return False
    for matched in _classes(plain, None, {}):
        if any(schema is False for schema, _ in _members_of_class(plain, matched)):
            continue
        patterns: list[Pair] = [({"type": "string", "pattern": pattern}, True) for pattern in matched or ()]
        if not is_empty([({"type": "string"}, True), *patterns, *tests], [rejected]):
            return False
    return True


def members(plain: Plain, name: str) -> list[Pair]:
    """Return what certainly holds of the member of a name."""
    found: list[Pair] = []
    for part, root in plain:
        properties = _map(part.get("properties"))
        patterns = _map(part.get("patternProperties"))
        fits = {pattern: matches(pattern, name) for pattern in patterns}
        own = [properties[name]] if name in properties else []
        own += [patterns[pattern] for pattern, fit in fits.items() if fit]
        if not own and not any(fit is None for fit in fits.values()) and "additionalProperties" in part:
            own = [part["additionalProperties"]]
        found += [(as_schema(schema), root) for schema in own]
    return found


def count_names(plain: Plain) -> tuple[int, int | None]:
    """Return how many members there are at least and, where the names are listed, at most."""
    closed = [
        _map(part.get("properties"))
        for part, _ in plain
        if part.get("additionalProperties") is False and not part.get("patternProperties")
    ]
    listed = [
        sum(not any(schema is False for schema, _ in members(plain, name)) for name in names)
        for names in closed
        if len(names) <= _MOST_NAMES
    ]
    return len(_required(plain)), min(listed, default=None)


def _is_some_closed(plain: Plain, want: Want, is_empty: IsEmpty) -> bool:
    """Whether no member, of a name that matches a pattern or that a schema leaves over, can be what is rejected."""
    pattern, rejected, owner = want.about
    own = _map(owner)
    failing = [(as_schema(rejected), want.root)]
    names = _declared([*(part for part, _ in plain), own])
    if len(names) > _MOST_NAMES:
        return False
    for name in names:
        if _is_meant(name, pattern, own) is not False and not is_empty(members(plain, name), failing):
            return False
    classes = _classes(plain, pattern if isinstance(pattern, str) else None, own)
    return all(is_empty(_members_of_class(plain, matched), failing) for matched in classes)


def _is_meant(name: str, pattern: object, owner: Mapping[str, object]) -> bool | None:
    if isinstance(pattern, str):
        return matches(pattern, name)
    if name in _map(owner.get("properties")):
        return False
    fits = [matches(other, name) for other in _map(owner.get("patternProperties"))]
    return False if any(fits) else None if None in fits else True


def _classes(plain: Plain, pattern: str | None, owner: Mapping[str, object]) -> Iterator[tuple[str, ...] | None]:
    """Yield the combinations of patterns that names match which are not declared and are meant; `None` where that is not known."""
    known = dict.fromkeys(name for part, _ in plain for name in _map(part.get("patternProperties")))
    left_out = () if pattern is not None else tuple(_map(owner.get("patternProperties")))
    patterns = [name for name in known if name not in left_out]
    declared = _declared([*(part for part, _ in plain), owner])
    if len(patterns) > _MOST_PATTERNS:
        yield None
        return
    for size in range(len(patterns) + 1):
        for matched in combinations(patterns, size):
            missed = (*(one for one in patterns if one not in matched), *left_out)
            asked = tuple(dict.fromkeys((*matched, *([pattern] if pattern is not None else ()))))
            named = tuple(f"^{re.escape(name)}$" for name in declared if all(matches(one, name) for one in asked))
            missed = (*missed, *named[:_MOST_LITERALS])
            if not set(asked) & set(missed) and has_text(asked, missed) is not False:
                yield matched


def _members_of_class(plain: Plain, matched: tuple[str, ...] | None) -> list[Pair]:
    """Return what holds of a member whose name no schema declares and that matches these patterns."""
    found: list[Pair] = []
    for part, root in plain if matched is not None else ():
        patterns = _map(part.get("patternProperties"))
        own = [schema for pattern, schema in patterns.items() if pattern in (matched or ())]
        if not own and "additionalProperties" in part:
            own = [part["additionalProperties"]]
        found += [(as_schema(schema), root) for schema in own]
    return found


def _declared(parts: Sequence[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(name for part in parts for name in _map(part.get("properties"))))


def _required(plain: Plain) -> list[str]:
    lists = [part.get("required") for part, _ in plain]
    return list(dict.fromkeys(str(name) for names in lists if isinstance(names, list) for name in names))


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def as_schema(value: object) -> JsonSchema:
    """Return a schema; what is none asks for nothing."""
    return value if isinstance(value, (bool, Mapping)) else True
