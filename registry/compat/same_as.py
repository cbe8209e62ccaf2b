"""Compares descriptions of one payload: whatever may be sent by the one, the other allows too, and the other way round.

A description is the set of payloads that may be sent by it under the content model. One in Avro is viewed in the notation of the
other, and what Avro cannot say is not held against it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossdock.registry.compat.decide import Outcome, Terms, decide
from crossdock.registry.compat.described import Described, Opened, OpenGuide, open_described
from crossdock.registry.compat.diff_schema import SchemaWalk
from crossdock.registry.compat.difference import Difference, PayloadPair
from crossdock.registry.compat.level import Levels
from crossdock.registry.compat.localise import LocalFindings
from crossdock.registry.compat.modes import Direction
from crossdock.registry.compat.same_as_wording import word_difference
from crossdock.registry.compat.sameness import Sameness
from crossdock.registry.compat.shape import shape_of
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Evidence, Unknown
from crossdock.registry.model.interface import Payload, Position, Role
from crossdock.registry.model.location import Place

_BROAD = (
    ChangeKind.CLOSED,
    ChangeKind.OPENED,
    ChangeKind.COMPOSITION_CHANGED,
)  # spoken of only where nothing smaller is


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where two descriptions differ: `at` in the other one, `was` in the definition. `path` and `subject` tell it from others.

    `evidence` is `None` for another unit, which no payload shows.
    """

    message: str
    at: Place
    was: Place
    evidence: Evidence | None
    path: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    change: Change
    at: Place
    was: Place
    evidence: Evidence | None


def compare_descriptions(
    definition: Described, other: Described, model: ContentModel, guide: OpenGuide, examples: Sequence[object] = ()
) -> list[Disagreement]:
    """Return each smallest place where two descriptions differ; what is undecided only where nothing else is wrong.

    `tolerant` speaks of readers: what may be sent is the same as under `declared`. `examples` are payloads near which to search.
    """
    if model is not ContentModel.STRICT or definition.is_avro or other.is_avro:
        model = ContentModel.DECLARED  # Avro has no undeclared names
    found: dict[tuple[str, ...], _Found] = {}
    for direction in Direction:
        is_backward = direction is Direction.BACKWARD
        one = open_described(definition, other, model, guide, is_sender=is_backward)
        two = open_described(other, definition, model, guide, is_sender=not is_backward)
        unread = one.unread or two.unread
        if unread:
            return [_cannot_read(one, two, unread)]
        for difference, outcome in _judge(one, two, direction, model, examples):
            change = difference.change
            if outcome.evidence is not None or _is_other_unit(change):
                _keep(found, _Found(change, two.locate(change.at), one.locate(change.was), outcome.evidence))
    told = [_tell(one, definition, other) for one in _smallest(list(found.values()))]
    return list({(one.path, one.message): one for one in reversed(told)}.values())[::-1]


def _judge(
    one: Opened, two: Opened, direction: Direction, model: ContentModel, examples: Sequence[object]
) -> Iterator[tuple[Difference, Outcome]]:
    """Yield what differs between two opened descriptions, and what was decided of it in one direction."""
    name = one.described.name.partition("#")[2].rpartition("/")[2] or "payload"
    walk = SchemaWalk(Levels(Sameness()), Position.OUTPUT, None, Role.SCHEMA, None, name, name)
    found = walk.walk(one.schema, two.schema)
    differences = tuple(
        difference for difference in found if model is ContentModel.STRICT or not _is_closing(difference)
    )
    if not differences:
        return
    before, after = (
        Payload("payload", Role.SCHEMA, Position.OUTPUT, side.schema, side.schema.place) for side in (one, two)
    )
    terms = Terms(model, one.described.name, two.described.name, assert_formats=True)
    pair = PayloadPair(None, before, after, differences, walk.is_pure)
    yield from zip(differences, decide(pair, [direction], None, terms, LocalFindings(), examples), strict=True)


def _is_closing(difference: Difference) -> bool:
    """Whether one side forbids the names that nobody declares, and the other, which sends declared names only, does not say so."""
    change = difference.change
    if change.kind not in (ChangeKind.CLOSED, ChangeKind.OPENED):
        return False
    is_free = any(value is not False and value not in (None, True, {}) for value in (change.before, change.after))
    return not is_free and all(shape_of(side, None).properties for side in (difference.base, difference.revision))


def _is_other_unit(change: Change) -> bool:
    """Whether both state a unit, and not the same: what no payload shows."""
    return change.keyword == "x-unit" and isinstance(change.before, str) and isinstance(change.after, str)


def _keep(found: dict[tuple[str, ...], _Found], one: _Found) -> None:
    """Keep one finding for each place: a payload that shows it rather than that it is undecided."""
    change = one.change
    key = (change.path, change.kind.value, change.subject, change.keyword or "")
    known = found.get(key)
    if known is None or (isinstance(known.evidence, Unknown) and not isinstance(one.evidence, Unknown)):
        found[key] = one


def _smallest(found: list[_Found]) -> list[_Found]:
    """Leave out what is undecided where something is shown, and what only follows from what is shown."""
    shown = [one for one in found if not isinstance(one.evidence, Unknown)]
    return [one for one in shown if not any(_follows(one, other) for other in shown)] if shown else found[:1]


def _follows(one: _Found, other: _Found) -> bool:
    """Whether a difference is there because of another: below another type, or the other way of closing what holds it."""
    if one is other or one.change.kind is ChangeKind.TYPE_CHANGED:
        return False
    if one.change.kind in _BROAD:
        return other.change.kind not in _BROAD and _is_in(other.change.path, one.change.path)
    if one.change.kind is ChangeKind.PATTERN_CHANGED and other.change.kind is ChangeKind.FORMAT_CHANGED:
        return one.change.path == other.change.path
    return other.change.kind is ChangeKind.TYPE_CHANGED and _is_in(one.change.path, other.change.path)


def _is_in(path: str, other: str) -> bool:
    return path == other or path.startswith(other + "/")


def _tell(one: _Found, definition: Described, other: Described) -> Disagreement:
    change = one.change
    if isinstance(one.evidence, Unknown):
        message = f"whether `{definition.name}` and `{other.name}` agree could not be decided"
    else:
        message = word_difference(change, definition.name, other.name)
    subject = f"{change.kind.value} {change.subject}"
    return Disagreement(message, one.at, one.was, one.evidence, change.path, subject)


def _cannot_read(one: Opened, two: Opened, reason: str) -> Disagreement:
    names = (one.described.name, two.described.name)
    message = f"whether `{names[0]}` and `{names[1]}` agree could not be decided"
    return Disagreement(message, two.described.schema.place, one.described.schema.place, Unknown(reason))
