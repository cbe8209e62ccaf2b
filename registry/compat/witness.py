"""Finds the payload that shows a break: one that the sender may send and the receiver rejects, small or near an example."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from crossdock.registry.compat import second_opinion
from crossdock.registry.compat.hints import hints_of
from crossdock.registry.compat.referee import Referee
from crossdock.registry.compat.sample import sample_near, sample_values

_SHRINK_TRIES = 200
_FIRST_TRIES = 200  # before anybody asks whether there is a witness at all: most are found among the first few


@dataclass(frozen=True, slots=True)
class Witness:
    """A confirmed witness; `is_near_example` when it is one of the contract's own examples with a place changed."""

    value: object
    is_near_example: bool = False


def find_witness(
    referee: Referee, tries: int, examples: Sequence[object] = (), is_hopeless: Callable[[], bool] = lambda: False
) -> Witness | None:
    """Return a confirmed witness, `None` when none was found within that many tries.

    `is_hopeless` says whether there can be none; it is asked after the first tries, since it costs more than those.
    """
    hints = hints_of((referee.receiver, referee.sender))
    share = tries // 2 if examples else 0
    for example in examples:
        if referee.is_sent(example):
            near = sample_near(referee.sender, hints, example)
            for value in islice(near, share // len(examples)):
                if referee.is_witness(value):
                    return Witness(value, is_near_example=True)
    for number, value in enumerate(islice(sample_values(referee.sender, hints), tries - share)):
        if number == _FIRST_TRIES and is_hopeless():
            return None
        if referee.is_witness(value):
            return Witness(shrink(value, referee))
    for value in hints.values:
        if referee.is_witness(value):
            return Witness(shrink(value, referee))
    rest = second_opinion.difference(referee.sender, referee.receiver)
    if rest is not None and not isinstance(rest, bool):
        for value in islice(sample_values(rest, hints), tries):
            if referee.is_witness(value):
                return Witness(shrink(value, referee))
    return None


def shrink(value: object, referee: Referee) -> object:
    """Drop members and items while the value stays a witness."""
    tries = 0
    smaller = iter(_smaller(value))
    while tries < _SHRINK_TRIES:
        candidate = next(smaller, None)
        if candidate is None:
            break
        tries += 1
        if referee.is_witness(candidate[0]):
            value = candidate[0]
            smaller = iter(_smaller(value))
    return value


def _smaller(value: object) -> Iterator[tuple[object]]:
    """Yield the value without one member or item, outermost first; wrapped, since `None` is a value."""
    if isinstance(value, dict):
        for name in value:
            yield ({key: item for key, item in value.items() if key != name},)
        for name, item in value.items():
            yield from (({**value, name: smaller},) for (smaller,) in _smaller(item))
    elif isinstance(value, list):
        for index in range(min(len(value), 20)):
            yield (value[:index] + value[index + 1 :],)
        for index, item in enumerate(value[:20]):
            yield from (([*value[:index], smaller, *value[index + 1 :]],) for (smaller,) in _smaller(item))
