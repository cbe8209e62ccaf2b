"""Turns the ratchet: numbers that fell, rules and contracts that it has not seen; no number rises."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.ratcheting.allowance import allow
from crossdock.registry.ratcheting.counting import Pair

Former = Callable[[str], str | None]


class Step(Enum):
    """What a turn did with a rule in a contract."""

    ADDED = "added"  # the contract was not counted before
    BEGUN = "begun"  # the rule was not counted before
    MOVED = "moved"  # the contract had another name
    FELL = "fell"
    GONE = "gone"  # the contract is no longer there
    LEFT = "left alone"  # there are more than may be
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in a contract or file: what was allowed (`None`: nothing was counted), what there is, what is allowed now."""

    rule: str
    name: str
    before: int | None
    found: int
    after: int
    step: Step


@dataclass(frozen=True, slots=True)
class Turn:
    """The ratchet after a turn, with what was done; entries are sorted by rule and name."""

    ratchet: Ratchet
    entries: tuple[Entry, ...]

    def of(self, step: Step) -> tuple[Entry, ...]:
        """Return what was done in one way."""
        return tuple(entry for entry in self.entries if entry.step is step)


def turn_ratchet(
    known: Ratchet | None, counts: Counter[Pair], profiles: dict[str, str], fresh: frozenset[str], former: Former
) -> Turn:
    """Return the ratchet after a run.

    `profiles` are all contracts and files that can be counted, with the profile that each has now. `fresh` are those that the base does
    not have: they are counted anew each time. `former` says what a contract was called before it moved.
    """
    known = known or Ratchet({}, {})
    pairs = {*counts, *((rule, name) for rule, numbers in known.numbers.items() for name in numbers)}
    moved = {former(name) for name in profiles if name not in fresh and not (known.counted and name in known.counted)}
    here = sorted(pair for pair in pairs if pair[1] not in moved)
    entries = [_turn(known, pair, counts[pair], profiles, fresh, former) for pair in here]
    numbers: defaultdict[str, dict[str, int]] = defaultdict(dict, {rule: {} for rule in known.numbers})
    for entry in entries:
        if entry.after:
            numbers[entry.rule][entry.name] = entry.after
    return Turn(Ratchet(dict(sorted(numbers.items())), dict(sorted(profiles.items()))), tuple(entries))


def _turn(
    known: Ratchet, pair: Pair, found: int, profiles: dict[str, str], fresh: frozenset[str], former: Former
) -> Entry:
    rule, name = pair
    listed = known.listed(rule, name)
    if name not in profiles:
        return Entry(rule, name, listed, found, 0, Step.GONE)
    if name in fresh:
        step = Step.SAME if listed == found else Step.FELL if found < (listed or 0) else Step.ADDED
        return Entry(rule, name, listed, found, found, step)
    was = former(name)
    allowed = allow(known, rule, name, was)
    if allowed is None:
        step = Step.BEGUN if known.has_counted(name) else Step.ADDED
        return Entry(rule, name, None, found, found, step)
    if found > allowed:
        return Entry(rule, name, allowed, found, allowed, Step.LEFT)
    step = Step.FELL if found < allowed else Step.MOVED if listed is None and was else Step.SAME
    return Entry(rule, name, allowed, found, found, step)


def sum_of(entries: Iterable[Entry], *, is_fall: bool = False) -> int:
    """Return how many findings entries stand for: those that are allowed, or by how many that fell."""
    return sum((entry.before or 0) - entry.after if is_fall else entry.after for entry in entries)
