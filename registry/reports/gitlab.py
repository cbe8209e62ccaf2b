"""The GitLab report: Code Quality, shown in a merge request as what it adds and resolves."""

import hashlib
from collections import Counter

from crossdock.registry.grouping import find_alerts
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult
from crossdock.registry.quoting import render_json, shorten, show_controls
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import word_sentences

DESCRIPTION = 2_000  # characters
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as Code Quality issues. Existing findings stay in, because GitLab compares whole reports.

    The format has no place for a state, so the description says it; what is waived is information.
    """
    contracts = {contract.contract: contract for contract in result.contracts}
    rules = {rule.id: rule for rule in result.rules}
    seen: Counter[str] = Counter()
    issues = []
    for finding in find_alerts(result, is_verbose=options.is_verbose):
        sentences = word_sentences(finding, contracts.get(finding.contract or ""), rules)
        issues.append(
            {
                "description": shorten("; ".join(map(show_controls, (*_state(finding), *sentences))), DESCRIPTION),
                "check_name": finding.rule,
                "fingerprint": _fingerprint(finding, seen),
                "severity": _severity(finding),
                "location": {
                    "path": show_controls(result.prefix + finding.at.path),
                    "lines": {"begin": finding.at.line if isinstance(finding.at, Location) else 1},
                },
            }
        )
    return render_json(issues)


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return the identity, numbered where several findings share one: GitLab drops equal fingerprints."""
    seen[finding.identity] += 1
    number = seen[finding.identity]
    name = finding.identity if number == 1 else f"{finding.identity}/{number}"
    return hashlib.sha256(name.encode()).hexdigest()


def _state(finding: Finding) -> tuple[str, ...]:
    if finding.state is State.WAIVED:
        return (f"waived: {finding.waiver or 'no reason'}",)
    return ("existing",) if finding.state is State.EXISTING else ()


def _severity(finding: Finding) -> str:
    if finding.state is State.WAIVED:
        return "info"
    is_break = finding.severity is Severity.ERROR and finding.evidence is not None and not finding.is_unknown
    return "critical" if is_break else _SEVERITIES[finding.severity]


REPORT = Report("gitlab", "for GitLab: Code Quality issues", "application/json", render_gitlab)
