"""Decides for each difference inside a payload whether it breaks: the whole payload first, then each place by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from crossdock.registry.compat import second_opinion
from crossdock.registry.compat.avro import Mismatch, resolve
from crossdock.registry.compat.avro_types import read_avro
from crossdock.registry.compat.difference import Difference, PayloadPair
from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.inclusion import SENDS_NOTHING, Included, Inclusion, NotIncluded, Undecided, include
from crossdock.registry.compat.localise import LocalFindings, Localiser, Locally
from crossdock.registry.compat.modes import Direction
from crossdock.registry.compat.referee import Referee
from crossdock.registry.compat.same_meaning import mean_the_same
from crossdock.registry.compat.wire import is_text
from crossdock.registry.documents.validators import SchemaRefused
from crossdock.registry.model.change import ChangeKind
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Evidence, Payload, Unknown
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Schema


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a decision is made; the names are what evidence calls the two versions.

    `is_brief` looks for breaks only: a payload that is included as a whole is not looked at place by place.
    """

    model: ContentModel = ContentModel.DECLARED
    base_name: str = "base"
    revision_name: str = "revision"
    assert_formats: bool = False
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided of one difference: no evidence means that it is compatible. `direction` is the inclusion that failed.

    `is_silent` says that the payload means the same as before: nothing of the difference is seen on the wire.
    """

    evidence: Evidence | None = None
    direction: Direction | None = None
    is_silent: bool = False


FINE = Outcome()
_T = TypeVar("_T")
_NARROWS = frozenset(
    (ChangeKind.ENUM_VALUE_REMOVED, ChangeKind.BOUND_TIGHTENED, ChangeKind.PROPERTY_BECAME_REQUIRED, ChangeKind.CLOSED)
)
_WIDENS = frozenset(
    (ChangeKind.ENUM_VALUE_ADDED, ChangeKind.BOUND_LOOSENED, ChangeKind.PROPERTY_BECAME_OPTIONAL, ChangeKind.OPENED)
)
_CANNOT_BREAK = {Direction.FORWARD: _NARROWS, Direction.BACKWARD: _WIDENS}
_HARMLESS = (ChangeKind.DEFAULT_CHANGED, ChangeKind.SCHEMA_CHANGED)


def decide(
    pair: PayloadPair,
    directions: Sequence[Direction],
    view: Position | None,
    terms: Terms,
    memo: LocalFindings,
    examples: Sequence[object] = (),
    broken: Sequence[Difference] = (),
) -> tuple[Outcome, ...]:
    """Return an outcome for each difference of a payload, the gravest over all directions.

    `broken` are differences of the payload beside those of the pair: they are known to break.
    """
    outcomes = [FINE] * len(pair.differences)
    for direction in directions:
        found = _decide_one(pair, direction, view, terms, memo, examples, broken)
        outcomes = [_graver(one, other) for one, other in zip(outcomes, found, strict=True)]
    is_fine = bool(directions) and not broken and all(outcome.evidence is None for outcome in outcomes)
    if is_fine and not terms.is_brief and _means_the_same(pair, view, memo):
        return tuple(replace(outcome, is_silent=True) for outcome in outcomes)
    return tuple(outcomes)


def _decide_one(
    pair: PayloadPair,
    direction: Direction,
    view: Position | None,
    terms: Terms,
    memo: LocalFindings,
    examples: Sequence[object],
    broken: Sequence[Difference],
) -> list[Outcome]:
    before, after = pair.base.schema, pair.revision.schema
    sides = _ordered(before, after, direction)
    named = _ordered(terms.base_name, terms.revision_name, direction)
    if any(side is not None and side.dialect is Dialect.AVRO for side in sides):
        return _decide_avro(pair, direction, sides, named)
    is_wire_text = is_text(pair.revision)
    locally = Locally(terms.model, terms.assert_formats, is_wire_text, direction, view, memo)
    is_local = pair.is_local and not is_wire_text
    if is_local and all(isinstance(locally.judge(difference), Included) for difference in pair.differences):
        return [FINE] * len(pair.differences)
    sender, receiver = (bundle(side, view) for side in sides)
    try:
        referee = Referee(sender, receiver, terms.model, terms.assert_formats, is_wire_text)
    except SchemaRefused as refused:
        reason = f"the schema is refused at `{refused.pointer}`: {refused.message}"
        return [Outcome(Unknown(reason), direction)] * len(pair.differences)
    judge_whole = partial(_include, sender, receiver, referee, examples)
    if terms.is_brief and isinstance(judge_whole(), Included):
        return [FINE] * len(pair.differences)
    localiser = Localiser(referee, locally, examples)
    found = _attribute(pair, localiser, judge_whole, broken)
    found = _spare_harmless(pair, found, direction, broken)
    return [_outcome(one, direction, named) for one in found]


def _include(sender: JsonSchema, receiver: JsonSchema, referee: Referee, examples: Sequence[object]) -> Inclusion:
    return include(
        sender,
        receiver,
        referee.model,
        examples=examples,
        assert_formats=referee.assert_formats,
        is_text=referee.is_text,
        referee=referee,
    )


def _attribute(
    pair: PayloadPair, localiser: Localiser, whole: Callable[[], Inclusion], broken: Sequence[Difference]
) -> list[Inclusion]:
    """Return what was found of each difference; the whole payload is judged only where no place shows a break by itself."""
    found = [localiser.find(difference) for difference in pair.differences]
    if broken or any(isinstance(one, NotIncluded) for one in found):
        return [
            localiser.find_in_pool(difference, one) if isinstance(one, Undecided) else one
            for one, difference in zip(found, pair.differences, strict=True)
        ]
    verdict = whole()
    if isinstance(verdict, NotIncluded):  # confirmed: whatever each place is by itself
        found[localiser.nearest(pair.differences, found, verdict)] = verdict
        return found
    is_told = all(difference.is_monotone for difference in pair.differences) and pair.is_pure
    if isinstance(verdict, Included) or (is_told and all(isinstance(one, Included) for one in found)):
        return [one if one == SENDS_NOTHING else Included("the payload as a whole is") for one in found]
    return [one if isinstance(one, Included) and is_told else verdict for one in found]


def _spare_harmless(
    pair: PayloadPair, found: list[Inclusion], direction: Direction, others: Sequence[Difference]
) -> list[Inclusion]:
    """Take the blame from differences that by themselves cannot break this direction, when another one at hand can."""
    harmless = [difference.change.kind in _CANNOT_BREAK[direction] for difference in pair.differences]
    broken = [isinstance(one, NotIncluded) for one in found]
    is_explained = any(difference.change.kind not in _CANNOT_BREAK[direction] for difference in others)
    if not is_explained and not any(
        is_broken and not is_harmless for is_broken, is_harmless in zip(broken, harmless, strict=True)
    ):
        return found
    return [
        Included("it only narrows what is sent, or widens what is accepted") if is_broken and is_harmless else one
        for one, is_broken, is_harmless in zip(found, broken, harmless, strict=True)
    ]


def _outcome(found: Inclusion, direction: Direction, named: tuple[str, str]) -> Outcome:
    if isinstance(found, Included):
        return FINE
    if isinstance(found, Undecided):
        return Outcome(Unknown(found.reason), direction)
    first = found.rejections[0] if found.rejections else None
    pointer = first.pointer if first else ""
    return Outcome(Payload(found.witness, named[0], named[1], found.reason, pointer), direction)


def _decide_avro(
    pair: PayloadPair, direction: Direction, sides: tuple[Schema | None, Schema | None], named: tuple[str, str]
) -> list[Outcome]:
    """Apply Avro's own resolution: each mismatch goes to the difference whose place is nearest."""
    sender, receiver = sides
    if sender is None or receiver is None or sender.dialect is not receiver.dialect:
        reason = "the payload is described in Avro on one side only"
        return [Outcome(Unknown(reason), direction)] * len(pair.differences)
    outcomes = [FINE] * len(pair.differences)
    for mismatch in resolve(read_avro(sender), read_avro(receiver)):
        index = nearest_difference(pair.differences, mismatch)
        if outcomes[index] is FINE:
            evidence = Payload(mismatch.datum, named[0], named[1], mismatch.reason, mismatch.pointer)
            outcomes[index] = Outcome(evidence, direction)
    return outcomes


def nearest_difference(differences: Sequence[Difference], mismatch: Mismatch) -> int:
    """Return the index of the difference that shares the longest path with a mismatch, one about the same symbol first."""

    def likeness(index: int) -> tuple[int, bool, int]:
        change, path = differences[index].change, differences[index].path
        shared = next(
            (size for size, (one, other) in enumerate(zip(path, mismatch.path, strict=False)) if one != other),
            min(len(path), len(mismatch.path)),
        )
        return (shared, change.subject in mismatch.path[-1:] and change.kind not in _HARMLESS, -len(path))

    return max(range(len(differences)), key=likeness)


def _graver(one: Outcome, other: Outcome) -> Outcome:
    return max(one, other, key=lambda outcome: (isinstance(outcome.evidence, Payload), outcome.evidence is not None))


def _means_the_same(pair: PayloadPair, view: Position | None, memo: LocalFindings) -> bool:
    """Whether both schemas describe exactly the same payloads, whatever the content model."""
    before, after = pair.base.schema, pair.revision.schema
    if before is None or after is None or Dialect.AVRO in (before.dialect, after.dialect):
        return False
    if not pair.is_local:
        return _are_alike(before, after, view)
    for one in pair.differences:
        key = (one.base.place, one.revision.place, view)
        if key not in memo.meanings:
            memo.meanings[key] = _are_alike(one.base, one.revision, view)
        if not memo.meanings[key]:
            return False
    return True


def _are_alike(before: Schema, after: Schema, view: Position | None) -> bool:
    one, other = bundle(before, view), bundle(after, view)
    if mean_the_same(one, other):
        return True
    return second_opinion.covers(one, other) is True and second_opinion.covers(other, one) is True


def _ordered(before: _T, after: _T, direction: Direction) -> tuple[_T, _T]:
    """Return sender and receiver."""
    return (before, after) if direction is Direction.BACKWARD else (after, before)
