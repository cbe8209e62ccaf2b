"""What lies behind a reference that leads nowhere is not known: differences there are one open question, not breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.compat.transitive import is_grave
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.model.result import Bump
from crossdock.registry.model.rule import Rule

NOT_COMPARED = Rule(
    "comparison-incomplete",
    Severity.ERROR,
    "A reference leads nowhere in one of two compared versions, so what stands there could not be compared.",
    why="Read as anything, it would seem that everything behind it was removed or is new.",
    fix="Correct the reference; where it was the released version that had it wrong, waive this once.",
    source="Crossdock, docs/compatibility.md",
)
MAX_NODES = 200_000  # of all schemas of an interface; beyond, references are taken to lead somewhere
_DATA = frozenset(("const", "default", "enum", "example", "examples"))  # hold values, not schemas
_SAME_VALUE = frozenset(("allOf", "anyOf", "oneOf"))


def settle_unfollowed(
    judgements: tuple[Judgement, ...], base: Interface, revision: Interface, base_name: str, revision_name: str
) -> tuple[Judgement, ...]:
    """Return the judgements with those that follow from references that lead nowhere on one side made one for each reference."""
    if not any(is_grave(one) and one.change.payload is not None for one in judgements):
        return judgements
    before, after = dict(_unfollowed(base)), dict(_unfollowed(revision))
    only_before = {place: name for place, name in before.items() if name not in after.values()}
    only_after = {place: name for place, name in after.items() if name not in before.values()}
    if not only_before and not only_after:
        return judgements
    settled: list[Judgement] = []
    counts: dict[Place, int] = {}
    firsts: dict[Place, tuple[Judgement, str, str]] = {}
    for one in judgements:
        now, was = _behind(one.change, one.change.at, only_after), _behind(one.change, one.change.was, only_before)
        place = now or was
        if one.change.payload is None or place is None:
            settled.append(one)
            continue
        reference, whose = (only_after[place], revision_name) if now else (only_before[place], base_name)
        firsts.setdefault(place, (one, reference, whose))
        counts[place] = counts.get(place, 0) + 1
    return (*settled, *(_say(*first, counts[place], place) for place, first in firsts.items()))


def _say(one: Judgement, reference: str, whose: str, count: int, place: Place) -> Judgement:
    change = one.change
    at = place if place.side is change.at.side and place.path == change.at.path else change.at
    differences = "1 difference is" if count == 1 else f"{count} differences are"
    return replace(
        one,
        change=replace(change, at=at, subject=reference, path=""),
        rule=NOT_COMPARED,
        severity=NOT_COMPARED.severity,
        message=f"{differences} not judged behind a reference that leads nowhere",
        evidence=Unknown(f"`$ref: {reference}` of {whose}"),
        is_breaking=False,
        direction=None,
        bump=Bump.NONE,
        elsewhere=(),
    )


def _behind(change: Change, place: Place, references: Mapping[Place, str]) -> Place | None:
    """Return the reference that a place lies at or behind.

    One of several conjuncts or alternatives stands for the whole: what is not there might be behind it.
    """
    is_whole = change.kind in (ChangeKind.PROPERTY_ADDED, ChangeKind.PROPERTY_REMOVED)
    for found in references:
        owner = _owner(found.pointer)
        is_behind = _is_below(place.pointer, found.pointer) or place.pointer == owner
        if place.path == found.path and (is_behind or (is_whole and _is_below(place.pointer, f"{owner}/properties"))):
            return found
    return None


def _is_below(pointer: str, above: str) -> bool:
    return f"{pointer}/".startswith(f"{above}/")


def _owner(pointer: str) -> str:
    """Return the schema that a conjunct or alternative is part of.

    >>> _owner("/components/schemas/Order/allOf/0/oneOf/1")
    '/components/schemas/Order'
    """
    above, _, _ = pointer.rpartition("/")
    owner, _, keyword = above.rpartition("/")
    return _owner(owner) if keyword in _SAME_VALUE else pointer


def _unfollowed(interface: Interface) -> Iterator[tuple[Place, str]]:
    """Yield the references that lead nowhere in the schemas of all payloads, with their places."""
    payloads = (*interface.payloads, *(payload for each in interface.operations for payload in each.payloads))
    waiting = [payload.schema for payload in payloads if payload.schema is not None]
    seen, count = {schema.place for schema in waiting}, 0
    while waiting and count < MAX_NODES:
        schema = waiting.pop()
        for node, place in _nodes(schema):
            count += 1
            reference = node.get("$ref")
            if not isinstance(reference, str):
                continue
            found = schema.source.follow(reference, place)
            if found is None:
                yield place, reference
            elif found.place not in seen:
                seen.add(found.place)
                waiting.append(found)


def _nodes(schema: Schema) -> Iterator[tuple[Mapping[str, object], Place]]:
    """Yield the mappings inside a schema with their places, itself first."""
    waiting: list[tuple[object, Place]] = [(schema.data, schema.place)]
    while waiting:
        data, place = waiting.pop()
        if isinstance(data, Mapping):
            yield data, place
            is_names = place.pointer.endswith("/properties")
            waiting += [(value, place.child(key)) for key, value in data.items() if is_names or key not in _DATA]
        elif isinstance(data, list):
            waiting += [(value, place.child(index)) for index, value in enumerate(data)]
