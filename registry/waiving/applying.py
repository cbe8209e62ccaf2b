"""Applies waivers: covered findings stay visible, and a waiver that ended or covers nothing is a finding itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crossdock.registry.check import trusts_base_only
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.globs import match
from crossdock.registry.waiving.granted import Waivers, names_of
from crossdock.registry.waiving.judging import judge_waivers


@dataclass(frozen=True, slots=True)
class Applied:
    """The findings, those that are excused marked, with what is wrong with the waivers themselves.

    `lapsed` are, by identity, findings that stood before a change and whose waiver has ended meanwhile; none in a check of everything.
    """

    findings: tuple[Finding, ...]
    notices: tuple[str, ...]
    lapsed: frozenset[str] = frozenset()


def apply_waivers(
    findings: Iterable[Finding],
    waivers: Waivers,
    revision: Revision,
    today: date,
    *,
    is_everything: bool = False,
    threshold: Severity = Severity.WARNING,
) -> Applied:
    """Mark the findings that are excused, and say at the top of the report which waivers the change brings.

    They count unless the base says `trust: base`; either way they are named. Information is excused only where it can fail a check.
    """
    is_trusting = not trusts_base_only(revision)
    standing = waivers.standing(today, is_trusting=is_trusting)
    used: set[int] = set()
    lowest = max(threshold.rank, Severity.WARNING.rank)
    found = [_apply(f, standing, used) if f.severity.rank <= lowest else f for f in findings]
    unused = [waiver for index, waiver in enumerate(standing) if index not in used]
    found += judge_waivers(waivers, unused, revision, today, is_everything=is_everything)
    lapsed = frozenset[str]() if is_everything else frozenset(_find_lapsed(found, waivers, today))
    return Applied(tuple(found), tuple(_notices(waivers, is_trusting=is_trusting)), lapsed)


def _find_lapsed(findings: Iterable[Finding], waivers: Waivers, today: date) -> Iterable[str]:
    """Yield what stood before and was excused by a waiver that ended; not by one that the change itself brings or widens."""
    brought = {one.waiver for one in waivers.loosened}
    ended = [waiver for waiver in waivers.waivers if waiver.has_expired(today) and waiver not in brought]
    standing = (finding for finding in findings if finding.state is State.EXISTING) if ended else ()
    yield from (finding.identity for finding in standing if any(covers(waiver, finding) for waiver in ended))


def _apply(finding: Finding, standing: Sequence[Waiver], used: set[int]) -> Finding:
    for index, waiver in enumerate(standing):
        if covers(waiver, finding):
            used.add(index)
            return replace(finding, state=State.WAIVED, waiver=_word(waiver))
    return finding


def _word(waiver: Waiver) -> str:
    granted = [f"until {waiver.expires}", waiver.owner]
    granted += [f"approved by {waiver.approver}"] if waiver.approver else []
    granted += [waiver.ticket] if waiver.ticket else []
    return f"{waiver.reason} ({', '.join(granted)})"


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver excuses a finding: same rule, contract and place."""
    if waiver.rule != finding.rule:
        return False
    key = finding.contract or finding.at.path
    names = names_of(key)
    if finding.contract is None and key.endswith("/system.yaml"):  # what a system lends to its contracts is said there
        names.add(key.split("/")[-2])
    if not any(match(waiver.contract, name) for name in names):
        return False
    return waiver.pointer is None or match(waiver.pointer, finding.at.pointer)


def word_trust(*, is_trusting: bool) -> str:
    """Say whether what a change loosens counts already."""
    return "it counts" if is_trusting else "it counts only after its own merge"


def _notices(waivers: Waivers, *, is_trusting: bool) -> Iterable[str]:
    for one in waivers.loosened:
        waiver = one.waiver
        place = f", {waiver.pointer}" if waiver.pointer else ""
        text = f"this change {one.step.value} a waiver of `{waiver.rule}` for `{waiver.contract}`{place} until {waiver.expires}"
        yield f"{text}; {word_trust(is_trusting=is_trusting)}"
