"""Finds for one difference its own witness: a whole payload that is rejected because of that place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from crossdock.registry.compat.content_model import as_receiver, as_sender
from crossdock.registry.compat.difference import Aspect, Difference
from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.hints import Hints, hints_of
from crossdock.registry.compat.inclusion import (
    Included,
    Inclusion,
    NotIncluded,
    Undecided,
    include,
    not_vacuous,
)
from crossdock.registry.compat.modes import Direction
from crossdock.registry.compat.projection import project
from crossdock.registry.compat.referee import Referee, Rejection
from crossdock.registry.compat.sample import sample_along, sample_near, sample_values
from crossdock.registry.model.change import ChangeKind
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema, Position
from crossdock.registry.model.location import Place, split_pointer

LocalKey = tuple[Place, Place, Aspect, tuple[str, ...], Direction, Position | None, bool]


@dataclass(slots=True)
class LocalFindings:
    """What was found of places that many payloads share, their schemas as sender and receiver, and whether those mean the same."""

    verdicts: dict[LocalKey, Inclusion] = field(default_factory=dict)
    meanings: dict[tuple[Place, Place, Position | None], bool] = field(default_factory=dict)
    sides: dict[tuple[Place, Place, Direction, Position | None, bool], tuple[JsonSchema, JsonSchema]] = field(
        default_factory=dict
    )


_TRIES = 400  # whole payloads for one difference
_TRIES_OF_VALUE = 40  # of them with the value that came or went
_POOL = 200  # witnesses of the whole payload that are kept for those without one of their own
_UNREACHED = "its place can be reached by no payload that was tried"
_UNIONS = ("anyOf", "oneOf", "not", "if", "then", "else", "allOf", "$ref", "contains", "dependentSchemas", "false")
_ON_OWNER = ("required", "additionalProperties", "unevaluatedProperties", "dependentRequired", "propertyNames")


@dataclass(frozen=True, slots=True)
class Locally:
    """Looks at single places in one direction, under the terms of a payload. `memo` keeps what was found of shared ones."""

    model: ContentModel
    assert_formats: bool
    is_text: bool
    direction: Direction
    view: Position | None
    memo: LocalFindings

    def judge(self, difference: Difference) -> Inclusion:
        """Compare only the value at the difference's place, and only what the change touches."""
        key = (
            difference.base.place,
            difference.revision.place,
            difference.aspect,
            difference.names,
            self.direction,
            self.view,
            self.is_text,
        )
        if key not in self.memo.verdicts:
            sender, receiver = self.local_sides(difference)
            asked, formats = project(receiver, difference), self.assert_formats
            found = include(sender, asked, ContentModel.STRICT, assert_formats=formats, is_text=self.is_text)
            is_strict = self.model is ContentModel.STRICT
            self.memo.verdicts[key] = (
                not_vacuous(sender, asked) if isinstance(found, Included) and not is_strict else found
            )
        return self.memo.verdicts[key]

    def local_sides(self, difference: Difference) -> tuple[JsonSchema, JsonSchema]:
        """Return sender and receiver of the value at the difference's place."""
        places = (difference.base.place, difference.revision.place)
        key = (*places, self.direction, self.view, self.is_text)
        if key not in self.memo.sides:
            sides = (difference.base, difference.revision)
            before, after = sides if self.direction is Direction.BACKWARD else sides[::-1]
            sender = as_sender(bundle(before, self.view), self.model)
            self.memo.sides[key] = sender, as_receiver(bundle(after, self.view), self.model)
        return self.memo.sides[key]


class Localiser:
    """Looks at the differences of one payload in one direction."""

    def __init__(self, referee: Referee, locally: Locally, examples: Sequence[object]) -> None:
        self.referee = referee
        self.locally = locally
        self.examples = [example for example in examples if referee.is_sent(example)]
        self._hints: Hints | None = None
        self._pool: list[NotIncluded] | None = None

    def find(self, difference: Difference) -> Inclusion:
        """Return a witness of the whole payload, that the place is fine by itself, or that it could not be decided."""
        if self.referee.is_text:  # as text a value meets all keywords at once: none can be told from the others
            difference = replace(difference, aspect=Aspect.WHOLE)
        local = self.locally.judge(difference)
        if isinstance(local, Included):
            return local
        if isinstance(local, NotIncluded):
            for part, tries in _parts(difference, local.witness):
                for value in islice(self.wholes(difference, part), tries):
                    found = self.confirm(value, difference)
                    if found is not None:
                        return found
        return local if isinstance(local, Undecided) else Undecided(_UNREACHED)

    def find_in_pool(self, difference: Difference, known: Undecided) -> Inclusion:
        """Return a witness among those of the whole payload that speaks of the difference; what is known already without one."""
        for witness in self.pool():
            told = told_for(witness.witness, witness.rejections, difference)
            if told is not None:
                return told
        return known

    def wholes(self, difference: Difference, part: object) -> Iterator[object]:
        """Yield whole payloads that hold the part at its place: the examples changed there, then small ones."""
        for example in self.examples:
            yield from _place_into(example, difference.path, part, difference)
        yield from sample_along(self.referee.sender, self.hints(), difference.path, part)

    def confirm(self, value: object, difference: Difference) -> NotIncluded | None:
        """Return the value as a witness when it is one and is rejected because of the difference."""
        if not self.referee.is_witness(value):
            return None
        rejections = self.referee.rejections(value)
        return told_for(value, rejections, difference)

    def pool(self) -> list[NotIncluded]:
        """Return witnesses of the whole payload."""
        if self._pool is None:
            self._pool = []
            sources = [sample_near(self.referee.sender, self.hints(), example) for example in self.examples]
            for source in (*sources, sample_values(self.referee.sender, self.hints())):
                for value in islice(source, _TRIES):
                    if len(self._pool) < _POOL and self.referee.is_witness(value):
                        self._pool.append(NotIncluded(value, self.referee.rejections(value)))
        return self._pool

    def hints(self) -> Hints:
        """Return what both whole schemas mention."""
        if self._hints is None:
            self._hints = hints_of((self.referee.receiver, self.referee.sender))
        return self._hints

    def nearest(self, differences: Sequence[Difference], found: Sequence[Inclusion], verdict: NotIncluded) -> int:
        """Return the index of the difference that a witness of the whole payload speaks of most likely."""
        rejected = [split_pointer(rejection.pointer) for rejection in verdict.rejections] or [()]

        def likeness(index: int) -> tuple[bool, int, int]:
            path = differences[index].path
            return (not isinstance(found[index], Included), max(_shared(path, place) for place in rejected), -len(path))

        return max(range(len(differences)), key=likeness)


def told_for(value: object, rejections: Sequence[Rejection], difference: Difference) -> NotIncluded | None:
    """Return a witness with the reasons first that lie at the difference's place and speak of what changed there; `None` without one."""
    about = [rejection for rejection in rejections if _is_about(rejection, difference)]
    rest = [rejection for rejection in rejections if rejection not in about]
    return NotIncluded(value, (*about, *rest)) if about else None


def _is_about(rejection: Rejection, difference: Difference) -> bool:
    place, path = split_pointer(rejection.pointer), difference.path
    if len(place) < len(path):
        return _matches(path[: len(place)], place) and rejection.keyword in _UNIONS
    if not _matches(path, place[: len(path)]):
        return False
    if difference.aspect is Aspect.WHOLE or rejection.keyword in _UNIONS:
        return True
    if difference.aspect is Aspect.KEYWORDS:
        return rejection.keyword in difference.names or not difference.names or len(place) > len(path)
    name = difference.names[0]
    if len(place) > len(path):
        return place[len(path)] == name
    return rejection.keyword in _ON_OWNER and name in rejection.message


def _parts(difference: Difference, witness: object) -> Iterator[tuple[object, int]]:
    """Yield what to put at the difference's place, and how often: of a list the value that came or went, then the witness found there."""
    change = difference.change
    if change.kind in (ChangeKind.ENUM_VALUE_ADDED, ChangeKind.ENUM_VALUE_REMOVED):
        yield (change.before if change.kind is ChangeKind.ENUM_VALUE_REMOVED else change.after), _TRIES_OF_VALUE
    yield witness, _TRIES


def _matches(path: Sequence[str], place: Sequence[str]) -> bool:
    return len(path) == len(place) and all(one in ("*", other) for one, other in zip(path, place, strict=True))


def _shared(path: Sequence[str], place: Sequence[str]) -> int:
    size = 0
    for one, other in zip(path, place, strict=False):
        if one not in ("*", other):
            break
        size += 1
    return size


def _place_into(data: object, path: tuple[str, ...], part: object, difference: Difference) -> Iterator[object]:
    """Yield an example with only the offending place changed."""
    if not path:
        yield from _changed(data, part, difference)
    elif isinstance(data, dict):
        for name in [name for name in data if path[0] in ("*", name)][:2]:
            yield from ({**data, name: inner} for inner in _place_into(data[name], path[1:], part, difference))
        if path[0] not in data and path[0] != "*" and len(path) == 1:
            yield {**data, path[0]: part}
    elif isinstance(data, list) and data and (path[0] == "*" or path[0].isdigit()):
        index = 0 if path[0] == "*" else int(path[0])
        if index < len(data):
            yield from (
                [*data[:index], inner, *data[index + 1 :]]
                for inner in _place_into(data[index], path[1:], part, difference)
            )


def _changed(data: object, part: object, difference: Difference) -> Iterator[object]:
    if difference.aspect in (Aspect.REQUIRED, Aspect.MEMBER) and isinstance(data, dict) and isinstance(part, dict):
        name = difference.names[0]
        if name in part:
            yield {**data, name: part[name]}
        else:
            yield {key: value for key, value in data.items() if key != name}
    yield part
