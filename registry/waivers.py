"""Applies waivers: covered findings stay visible, and a waiver that ended or covers nothing is a finding itself."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from crossdock.registry.manifests.waivers_file import read_waivers
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.rule import Rule
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.revision import Revision

EXPIRED = Rule(
    "waiver-expired",
    Severity.ERROR,
    "A waiver has ended.",
    why="What it excused counts again.",
    fix="Mend what it excused and remove the waiver, or have it granted again with a new end.",
    source="Crossdock, docs/files.md, waivers",
)
UNUSED = Rule(
    "waiver-unused",
    Severity.WARNING,
    "A waiver covers nothing.",
    why="It would excuse the next break of that kind without anyone having decided so.",
    fix="Remove it.",
    source="Crossdock, docs/files.md, waivers",
)
RULES = (EXPIRED, UNUSED)


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a revision, those of them that its base does not have, and what is wrong with their files."""

    waivers: tuple[Waiver, ...]
    added: tuple[Waiver, ...]
    findings: tuple[Finding, ...]


def load_waivers(revision: Revision) -> Waivers:
    """Read all files of waivers."""
    waivers, findings = _read(revision)
    before = {_content(waiver) for waiver in _read(revision.base)[0]} if revision.base else None
    added = [waiver for waiver in waivers if before is not None and _content(waiver) not in before]
    return Waivers(tuple(waivers), tuple(added), tuple(findings))


def _read(revision: Revision) -> tuple[list[Waiver], list[Finding]]:
    waivers: list[Waiver] = []
    findings: list[Finding] = []
    folder = f"{revision.settings.policies}/waivers"
    for name in revision.names(folder):
        document = revision.document(f"{folder}/{name}") if name.endswith((".yaml", ".yml", ".json")) else None
        if document is not None:
            read, found = read_waivers(document)
            waivers += read or ()
            findings += found
    return waivers, findings


def _content(waiver: Waiver) -> tuple[str | date | None, ...]:
    return (waiver.rule, waiver.contract, waiver.pointer, waiver.expires)


def apply_waivers(
    findings: Iterable[Finding], waivers: Waivers, revision: Revision, today: date, *, is_everything: bool = False
) -> tuple[list[Finding], tuple[str, ...]]:
    """Return the findings with those that are excused marked, and sentences for the top of the report.

    Waivers that the change itself brings count unless the registry says `trust: base`; either way they are named at the top.
    """
    is_trusting = revision.settings.trust != "base"
    standing = [w for w in waivers.waivers if not w.has_expired(today) and (is_trusting or w not in waivers.added)]
    used: set[int] = set()
    found = [_apply(finding, standing, used) for finding in findings]
    found += _judge(waivers, standing, used, today, is_everything=is_everything)
    notices = [_notice(waiver, is_trusting=is_trusting) for waiver in waivers.added]
    return found, tuple(notices)


def _apply(finding: Finding, standing: Sequence[Waiver], used: set[int]) -> Finding:
    for index, waiver in enumerate(standing):
        if covers(waiver, finding):
            used.add(index)
            reason = f"{waiver.reason} (until {waiver.expires}, {waiver.owner})"
            return replace(finding, state=State.WAIVED, waiver=reason)
    return finding


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver excuses a finding: same rule, contract and place."""
    if waiver.rule != finding.rule or finding.severity is Severity.INFO:
        return False
    key = finding.contract or finding.at.path
    names = {key, key.partition("@")[0], key.partition("/")[0]}
    if finding.contract is None and key.endswith("/system.yaml"):  # what a system lends to its contracts is said there
        names.add(key.split("/")[-2])
    if not any(_glob(waiver.contract).fullmatch(name) for name in names):
        return False
    return waiver.pointer is None or _glob(waiver.pointer).fullmatch(finding.at.pointer) is not None


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a glob: `*` within a step, `**` over steps. Steps are few and parts literal, so matching is fast."""
    parts = re.split(r"(\*\*|\*)", pattern[:500])
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts))


def _judge(
    waivers: Waivers, standing: Sequence[Waiver], used: set[int], today: date, *, is_everything: bool
) -> Iterable[Finding]:
    yield from waivers.findings
    # an end that has come fails scheduled runs over everything, not somebody's pull request about something else
    for waiver in waivers.waivers if is_everything else waivers.added:
        if waiver.has_expired(today):
            message = f"the waiver of `{waiver.rule}` for `{waiver.contract}` ended on {waiver.expires}"
            yield Finding(EXPIRED.id, EXPIRED.severity, message, waiver.place, why=EXPIRED.why, fix=EXPIRED.fix)
    for index, waiver in enumerate(standing if is_everything else ()):
        if index not in used:
            message = f"the waiver of `{waiver.rule}` for `{waiver.contract}` covers nothing"
            yield Finding(UNUSED.id, UNUSED.severity, message, waiver.place, why=UNUSED.why, fix=UNUSED.fix)


def _notice(waiver: Waiver, *, is_trusting: bool) -> str:
    counts = "it counts" if is_trusting else "it counts only after its own merge"
    return f"this change brings a waiver of `{waiver.rule}` for `{waiver.contract}` until {waiver.expires}; {counts}"
