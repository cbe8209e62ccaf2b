"""Holds the findings of a run against the ratchet."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossdock.registry.check import trusts_base_only
from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.model.location import Place
from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.model.rule import Rule
from crossdock.registry.ratcheting.allowance import Allowance, Allowances, allow
from crossdock.registry.ratcheting.counting import (
    Pair,
    count_findings,
    is_counted,
    load_ratchet,
    pair_of,
    ratchet_path,
)
from crossdock.registry.ratcheting.moved import is_contract, is_in
from crossdock.registry.ratcheting.problems import EXCEEDED, RAISED
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.applying import word_trust

# asked what a rule found in a contract in an earlier state, as identities; `None` where no such state is known
Earlier = Callable[[str, str], frozenset[str] | None]


def apply_ratchet(
    findings: Sequence[Finding], revision: Revision, lapsed: frozenset[str], earlier: Earlier | None = None
) -> tuple[Finding, ...]:
    """Return the findings and what the ratchet has against them.

    In a check of everything those that the ratchet allows are existing ones; in a change those of contracts that it brings together with
    their numbers, or moves. `lapsed` are findings, by identity, that stood before and whose waiver ended: they are not counted.
    """
    own, broken = load_ratchet(revision)
    raised = tuple(_find_raised(own or Ratchet({}), revision)) if not broken else ()
    if own is None:
        return (*findings, *broken, *raised)
    judged = _judge_pairs([each for each in findings if each.identity not in lapsed], revision)
    firsts = {pair_of(each): each for each in reversed(findings) if each.state is State.NEW and is_counted(each)}
    exceeded = [_exceeded(one, revision, firsts.get(one.pair)) for one in judged.values() if one.is_exceeded]
    return (*_mark(findings, judged, revision, earlier), *broken, *raised, *exceeded)


def mark_standing(findings: Sequence[Finding], revision: Revision) -> Sequence[Finding]:
    """Mark those that the ratchet of a state allows as existing ones, as long as they are not more than it allows."""
    judged = _judge_pairs(findings, revision)
    allowed = {pair for pair, one in judged.items() if one.is_allowed}
    return [_standing(each) if is_counted(each) and pair_of(each) in allowed else each for each in findings]


def word_taken(revision: Revision) -> Iterator[str]:
    """Say for the top of the report how much of contracts that are new to the registry a change takes into the ratchet."""
    own, base = load_ratchet(revision)[0], revision.base
    if own is None or base is None or not _has_other_ratchet(revision, base):
        return
    formers, taken = Allowances(revision), Counter[str]()
    for numbers in own.numbers.values():
        taken.update({n: k for n, k in numbers.items() if not is_in(base, n) and formers.former(n) is None})
    if taken:
        many = count(len(taken), "contract"), "is" if len(taken) == 1 else "are"
        said = f"this change takes {count(taken.total(), 'finding')} of {many[0]} that {many[1]} new to the registry into the ratchet"
        yield f"{said}; {word_trust(is_trusting=not trusts_base_only(revision))}"


@dataclass(frozen=True, slots=True)
class _Judged:
    """A rule in a contract: how many findings there are, how many of them the change brings, how many may be."""

    pair: Pair
    number: int
    new: int
    allowance: Allowance

    @property
    def is_exceeded(self) -> bool:
        return self.allowance.number is not None and self.number > self.allowance.number

    @property
    def is_allowed(self) -> bool:
        return self.allowance.number is not None and not self.is_exceeded


def _judge_pairs(findings: Sequence[Finding], revision: Revision) -> dict[Pair, _Judged]:
    counts = count_findings(findings)
    new = count_findings(each for each in findings if each.state is State.NEW)
    allowances = Allowances(revision)
    return {
        pair: _Judged(pair, number, new[pair], allowances.find(*pair, number, new[pair]))
        for pair, number in sorted(counts.items())
    }


def _mark(
    findings: Sequence[Finding], judged: dict[Pair, _Judged], revision: Revision, earlier: Earlier | None
) -> Iterator[Finding]:
    """Mark what may stand: in a change only of contracts that are new, or had another name, in the base."""
    known: dict[Pair, frozenset[str] | None] = {}
    for finding in findings:
        one = judged.get(pair_of(finding)) if is_counted(finding) else None
        if one is None or finding.state is not State.NEW:
            yield finding
        elif one.is_allowed and (revision.base is None or one.allowance.is_fresh or one.allowance.is_kept):
            yield _standing(finding)
        elif one.is_exceeded and revision.base is None:
            if one.pair not in known:
                known[one.pair] = earlier(*one.pair) if earlier is not None else None
            yield _standing(finding) if _was_there(finding, known[one.pair]) else finding
        else:
            yield finding


def _was_there(finding: Finding, before: frozenset[str] | None) -> bool:
    """Whether a finding is none of those that came on top; where that is not known, the number alone is told."""
    return before is None or finding.identity in before


def _standing(finding: Finding) -> Finding:
    return replace(finding, state=State.EXISTING) if finding.state is State.NEW else finding


def _exceeded(one: _Judged, revision: Revision, first: Finding | None) -> Finding:
    """Say that there are more than may be, in a change at the first that it brings; what it did not bring is no new finding of its own."""
    (rule, name), allowed = one.pair, one.allowance.number or 0
    moved = f", which was `{one.allowance.former}`," if one.allowance.former else ""
    message = f"`{name}`{moved} exceeds the ratchet of `{rule}`: {one.number} found, {allowed} allowed"
    found = replace(_finding(EXCEEDED, message, revision, rule, name), fix=_fix(one, revision))
    key = name if is_contract(name) else None
    state = State.NEW if one.new else State.EXISTING
    return replace(found, contract=key, state=state, at=first.at if first is not None and revision.base else found.at)


def _fix(one: _Judged, revision: Revision) -> str:
    if one.allowance.is_fresh:
        return "Mend them, or run `crossdock ratchet` again: the contract is new to the registry."
    if revision.base is None:
        return "Mend as many as are too many; `crossdock check --all --verbose` lists all."
    return EXCEEDED.fix


def _has_other_ratchet(revision: Revision, base: Revision) -> bool:
    return base.read(ratchet_path(base)) != revision.read(ratchet_path(revision))


def _find_raised(ratchet: Ratchet, revision: Revision) -> Iterator[Finding]:
    """Find what the change lets stand that the base did not, of contracts that the base has."""
    base = revision.base
    before = load_ratchet(base)[0] if base is not None and _has_other_ratchet(revision, base) else None
    if base is None or before is None:
        return
    formers = Allowances(revision)
    for rule in sorted(before.numbers):
        if rule not in ratchet.numbers:
            yield _finding(RAISED, f"`{rule}` is no longer in the ratchet", revision, rule, "")
            continue
        for name, number in sorted(ratchet.numbers[rule].items()):
            if number <= (before.listed(rule, name) or 0):
                continue
            former = formers.former(name)
            was = allow(before, rule, former or name) if former or is_in(base, name) else None
            if was is not None and number > was:
                moved = f", which was `{former}`," if former else ""
                message = f"the ratchet of `{rule}` for `{name}`{moved} goes from {was} to {number}"
                yield _finding(RAISED, message, revision, rule, name)
    yield from _find_forgotten(ratchet, before, revision)


def _find_forgotten(ratchet: Ratchet, before: Ratchet, revision: Revision) -> Iterator[Finding]:
    for name in sorted(before.counted or ()):
        is_kept = ratchet.counted is not None and name in ratchet.counted
        if not is_kept and is_in(revision, name) and revision.base is not None and is_in(revision.base, name):
            message = f"`{name}` is no longer among what the ratchet has counted"
            place = Place(ratchet_path(revision)).child("counted")
            yield replace(_finding(RAISED, message, revision, "", name), at=place)


def _finding(problem: Rule, message: str, revision: Revision, rule: str, name: str) -> Finding:
    place = Place(ratchet_path(revision)).child("ratchet", rule, *([name] if name else []))
    return Finding(
        problem.id, problem.severity, message, place, why=problem.why, fix=problem.fix, anchor=f"{rule} {name}"
    )
