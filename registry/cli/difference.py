"""A comparison as JSON data (docs/diff.md, docs/schemas/diff.schema.json)."""

from typing import Any

from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import Bump, CheckResult, Verdict
from crossdock.registry.reports.json import evidence_as_data

FORMAT = 1  # raised when a member is removed or changes its meaning; new members may come at any time
_FACTS = ("position", "direction", "model", "operation", "payload", "path")


def verdict_of(result: CheckResult) -> Verdict:
    """Return the gravest verdict over all documents; what was never released before is compatible."""
    ranks = (Verdict.SAME, Verdict.INITIAL, Verdict.COMPATIBLE, Verdict.UNKNOWN, Verdict.BREAKING)
    found = max((contract.verdict for contract in result.contracts), key=ranks.index, default=Verdict.SAME)
    return Verdict.COMPATIBLE if found is Verdict.INITIAL else found


def bump_of(result: CheckResult) -> Bump:
    """Return the greatest bump over all documents."""
    return max((contract.bump for contract in result.contracts), key=lambda bump: bump.rank, default=Bump.NONE)


def difference_as_data(result: CheckResult) -> dict[str, Any]:
    """Return what differs as JSON data."""
    return {
        "format": FORMAT,
        "base": result.base,
        "revision": result.revision,
        "verdict": verdict_of(result).value,
        "bump": bump_of(result).value,
        "documents": [
            {"name": one.contract, "title": one.title, "verdict": _verdict(one.verdict), "bump": one.bump.value}
            for one in result.contracts
        ],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _verdict(verdict: Verdict) -> str:
    return Verdict.COMPATIBLE.value if verdict is Verdict.INITIAL else verdict.value


def _finding(finding: Finding) -> dict[str, Any]:
    facts = dict(finding.facts)
    elsewhere = facts.get("elsewhere")
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "contract": finding.contract,
        "identity": finding.identity,
        "message": finding.message,
        "at": _place(finding.at),
        "was": _place(finding.was),
        **{name: facts.get(name) for name in _FACTS},
        "elsewhere": elsewhere.split(", ") if elsewhere else [],
        "affects": list(finding.affects),
        "evidence": evidence_as_data(finding.evidence) if finding.evidence else None,
        "why": finding.why or None,
        "fix": finding.fix or None,
    }


def _place(place: Place | Location | None) -> dict[str, Any] | None:
    if place is None:
        return None
    line = {"line": place.line, "column": place.column} if isinstance(place, Location) else {}
    return {"path": place.path, **{"line": None, "column": None}, **line, "pointer": place.pointer}
