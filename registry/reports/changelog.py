"""The changelog: what changed as Markdown for release notes, by operation or channel, the breaks first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.excerpt import render_compact
from crossdock.registry.grouping import Group, group_findings
from crossdock.registry.markup import join_blocks
from crossdock.registry.model.counting import count
from crossdock.registry.model.evidence import Evidence, Payload, Unknown
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import Bump, CheckResult, Verdict
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import quote_code, quote_prose, shorten
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import (
    find_verdict,
    word_carrier,
    word_evidence,
    word_place,
    word_reason,
    word_rejection,
    word_use,
)

LIMIT = 120_000  # bytes; GitHub refuses the text of a release of more than 125,000 characters
ROWS = 200  # entries of one section
SENTENCE = 1_000
_PLAIN = {
    Verdict.SAME: "Nothing changed.",
    Verdict.COMPATIBLE: "Compatible: whoever uses the version before needs to change nothing.",
    Verdict.UNKNOWN: "It could not be decided whether all of this is compatible.",
    Verdict.BREAKING: "Breaking: some users of the version before have to change something.",
}
_SECTIONS = ("Breaking changes", "Not decided", "Deserves a look", "Other changes")


def render_changelog(result: CheckResult, options: ReportOptions) -> str:
    """Render the new findings as release notes, cut to what GitHub takes; what is existing or waived is left out."""
    return join_blocks(_blocks(result, 10**9 if options.is_verbose else ROWS), LIMIT)


def _blocks(result: CheckResult, rows: int) -> Iterator[str]:
    groups = [group for group in group_findings(result) if group.of(State.NEW)]
    many = len(groups) > 1
    title = groups[0].contract.title if len(groups) == 1 and groups[0].contract else ""
    yield f"## {quote_prose(shorten(title or 'Changes', SENTENCE))}"
    versions = f" From {quote_code(result.base)} to {quote_code(result.revision)}." if result.base else ""
    yield _PLAIN[find_verdict(result.contracts)] + versions + _needs(result)
    rules = {rule.id: rule for rule in result.rules}
    for number, section in enumerate(_SECTIONS):
        found = [(g, [f for f in g.of(State.NEW) if _section(f) == number]) for g in groups]
        if any(findings for _, findings in found):
            yield f"### {section}"
            telling = _Telling(rules, result.prefix)
            for group, findings in found:
                yield from _entries(group, findings, telling, rows, has_name=many)


def _needs(result: CheckResult) -> str:
    bump = max((contract.bump for contract in result.contracts), key=lambda bump: bump.rank, default=Bump.NONE)
    return f" Needs a {bump.value} version." if bump is not Bump.NONE else ""


def _section(finding: Finding) -> int:
    if isinstance(finding.evidence, Unknown):
        return 1
    if finding.severity is Severity.INFO:
        return 3
    return 0 if finding.evidence is not None else 2


@dataclass(slots=True)
class _Telling:
    """What a section of entries shares: the rules, the path of the registry, and the fixes that were told already."""

    rules: Mapping[str, Rule]
    prefix: str
    told: set[tuple[str, str]] = field(default_factory=set)

    def entry(self, finding: Finding) -> str:
        """Tell one change: what, where in both, and for what matters who is hurt, what shows it, and the fix once for each rule."""
        what = f"- {_prose(finding.message)} ({self.places(finding)}) {quote_code(finding.rule)}"
        return "\n".join((what, *(f"  - {line}" for line in self.details(finding))))

    def places(self, finding: Finding) -> str:
        """Name the files and lines of both; a column is of no use in release notes."""
        at, was = (self.line(place) if place else "" for place in (finding.at, finding.was))
        return f"{at}, was {was}" if was and was != at else at

    def line(self, place: Place | Location) -> str:
        """Name one place."""
        shown = f"{place.path}:{place.line}" if isinstance(place, Location) else word_place(place)
        return quote_code(self.prefix + shown)

    def details(self, finding: Finding) -> Iterator[str]:
        """Yield the further lines of an entry, without their bullets."""
        is_grave = finding.severity is not Severity.INFO
        use = word_use(finding, is_short=True).removeprefix(f"{dict(finding.facts).get('operation', '')}, ")
        if use and (is_grave or use.startswith("/") or "at /" in use or "also in" in use):
            yield f"where: {_prose(use)}"
        if finding.affects and is_grave:
            yield f"who: {_prose(', '.join(finding.affects))}"
        if finding.evidence is not None and is_grave:
            yield _prose(_word_evidence(finding.evidence))
        _, fix = word_reason(finding, self.rules)
        if fix and is_grave and (finding.rule, fix) not in self.told:
            self.told.add((finding.rule, fix))
            yield f"fix: {_prose(fix)}"


def _entries(group: Group, findings: list[Finding], telling: _Telling, rows: int, *, has_name: bool) -> Iterator[str]:
    """Yield the findings of a contract or document by what they belong to: an operation, a channel, or the whole."""
    for title, members in _by_operation(findings[:rows]):
        name = f"{group.name}: {title}" if has_name and title else (group.name if has_name else title)
        heading = f"**{quote_code(shorten(name or '', SENTENCE))}**\n\n" if name else ""
        yield heading + "\n".join(telling.entry(finding) for finding in members)
    if len(findings) > rows:
        yield f"{count(len(findings) - rows, 'more change')} left out; `--verbose` lists all."


def _by_operation(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(dict(finding.facts).get("operation", ""), []).append(finding)
    yield from sorted(grouped.items())


def _word_evidence(evidence: Evidence) -> str:
    """Say what shows a break, a payload on one line, cut around the place that matters."""
    if not isinstance(evidence, Payload):
        return word_evidence(evidence)
    carrier, has_payload = word_carrier(evidence)
    if not has_payload:
        return word_evidence(evidence)
    payload = render_compact(evidence.value, evidence.pointer)
    quoted = payload if "`" in payload else f"`{payload}`"
    return word_rejection(evidence, f"{carrier} {quoted}".strip())


def _prose(text: str) -> str:
    return quote_prose(shorten(text, SENTENCE))


REPORT = Report(
    "changelog", "for release notes: what changed, by operation, the breaks first", "text/markdown", render_changelog
)
