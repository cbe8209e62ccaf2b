"""Compares the findings of a run with the ratchet, and writes the ratchet anew."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossdock.registry.manifests.ratchet_file import Ratchet, read_ratchet
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.ratcheting.problems import EXCEEDED, RAISED
from crossdock.registry.revision import Revision

HEAD = "# Findings that may stand until they are mended; the numbers only fall. Written by `crossdock ratchet`.\n"


def ratchet_path(revision: Revision) -> str:
    """Return where the ratchet lies, relative to the registry root."""
    return f"{revision.settings.policies}/ratchet.yaml"


def load_ratchet(revision: Revision) -> tuple[Ratchet | None, tuple[Finding, ...]]:
    """Read the ratchet of a state of the registry; `None` when there is none, or it is broken."""
    document = revision.document(ratchet_path(revision))
    return read_ratchet(document) if document is not None else (None, ())


def apply_ratchet(findings: Sequence[Finding], revision: Revision, *, is_everything: bool) -> tuple[Finding, ...]:
    """Return the findings and what the ratchet has against them.

    In a check of everything, which has no base, those that the ratchet allows are existing ones.
    """
    ratchet, broken = load_ratchet(revision)
    raised = tuple(_find_raised(ratchet or {}, revision)) if not broken else ()
    if ratchet is None:
        return (*findings, *broken, *raised)
    counts = count_findings(findings)
    exceeded = tuple(_find_exceeded(ratchet, counts, revision))
    if is_everything:
        findings = mark_standing(findings, ratchet)
    return (*findings, *broken, *raised, *exceeded)


def mark_standing(findings: Sequence[Finding], ratchet: Ratchet) -> Sequence[Finding]:
    """Mark those that the ratchet allows as existing ones."""
    counts = count_findings(findings)
    allowed = {pair for pair, number in counts.items() if number <= ratchet.get(pair[0], {}).get(pair[1], 0)}
    return [
        replace(each, state=State.EXISTING) if each.state is State.NEW and _pair(each) in allowed else each
        for each in findings
    ]


def count_findings(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """Count errors and warnings that are not waived, by rule and by contract or file."""
    counted = (each for each in findings if each.state is not State.WAIVED and each.severity is not Severity.INFO)
    return Counter(_pair(each) for each in counted)


def turn_ratchet(ratchet: Ratchet | None, counts: Counter[tuple[str, str]]) -> Ratchet:
    """Return the ratchet after a run: numbers that fell, and rules that it did not know; no number rises."""
    turned: Ratchet = {}
    for rule in sorted({*(ratchet or {}), *(rule for rule, _ in counts)}):
        now = {name: number for (found, name), number in sorted(counts.items()) if found == rule}
        known = (ratchet or {}).get(rule)
        turned[rule] = (
            now if known is None else {n: min(k, now.get(n, 0)) for n, k in sorted(known.items()) if n in now}
        )
    return turned


def render_ratchet(ratchet: Ratchet) -> str:
    """Return the text of the file."""
    lines = [HEAD, "ratchet:\n" if ratchet else "ratchet: {}\n"]
    for rule, numbers in ratchet.items():
        lines.append(f"  {rule}:\n" if numbers else f"  {rule}: {{}}\n")
        lines += [f"    {_quoted(name)}: {number}\n" for name, number in numbers.items()]
    return "".join(lines)


def _pair(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.contract or finding.at.path


def _quoted(name: str) -> str:
    """Write a key so that YAML reads the same text, whatever a path holds."""
    return "'" + name.replace("'", "''") + "'"


def _find_exceeded(ratchet: Ratchet, counts: Counter[tuple[str, str]], revision: Revision) -> Iterator[Finding]:
    for (rule, name), number in sorted(counts.items()):
        allowed = ratchet[rule].get(name, 0) if rule in ratchet else number
        if number > allowed:
            yield _finding(
                EXCEEDED,
                f"`{name}` exceeds the ratchet of `{rule}`: {number} found, {allowed} allowed",
                revision,
                rule,
                name,
            )


def _find_raised(ratchet: Ratchet, revision: Revision) -> Iterator[Finding]:
    before = load_ratchet(revision.base)[0] if revision.base is not None else None
    for rule, numbers in sorted((before or {}).items()):
        if rule not in ratchet:
            yield _finding(RAISED, f"`{rule}` is no longer in the ratchet", revision, rule, "")
            continue
        for name, number in sorted(ratchet[rule].items()):
            if number > numbers.get(name, 0):
                message = f"the ratchet of `{rule}` for `{name}` goes from {numbers.get(name, 0)} to {number}"
                yield _finding(RAISED, message, revision, rule, name)


def _finding(problem: Rule, message: str, revision: Revision, rule: str, name: str) -> Finding:
    place = Place(ratchet_path(revision)).child("ratchet", rule, *([name] if name else []))
    return Finding(
        problem.id, problem.severity, message, place, why=problem.why, fix=problem.fix, anchor=f"{rule} {name}"
    )
