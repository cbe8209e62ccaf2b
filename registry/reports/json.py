"""The JSON report: everything a run found, in a documented, stable shape (`docs/schemas/check-report.schema.json`)."""

from dataclasses import asdict

from crossdock.registry.dependents import dependent_as_data
from crossdock.registry.grouping import sort_findings
from crossdock.registry.model.evidence import Evidence, Payload
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import CheckResult, ContractResult, Verdict
from crossdock.registry.quoting import render_json
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import find_verdict

FORMAT = 1  # raised when a member is removed or changes its meaning; new members may come at any time


def render_run(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as JSON. Paths are relative to the repository root; members that do not apply are null or empty."""
    return render_json(
        {
            "format": FORMAT,
            "tool": {"name": "crossdock", "version": options.tool_version},
            "registry": result.registry,
            "base": result.base,
            "revision": result.revision,
            "verdict": find_verdict(result.contracts).value,
            "passed": not result.failing(),
            "threshold": result.threshold.value,
            "summary": _summary(result),
            "notices": result.notices,
            "contracts": [_contract(contract) for contract in sorted(result.contracts, key=lambda c: c.contract)],
            "findings": [_finding(finding, result.prefix) for finding in sort_findings(result.findings)],
            "rules": [
                asdict(rule) | {"severity": rule.severity.value} for rule in sorted(result.rules, key=lambda r: r.id)
            ],
        }
    )


def _summary(result: CheckResult) -> dict[str, object]:
    new = [finding.severity for finding in result.findings if finding.state is State.NEW]
    states = [finding.state for finding in result.findings]
    verdicts = [contract.verdict for contract in result.contracts]
    return {
        "contracts": result.total,
        "changed": result.touched,
        "judged": len(result.contracts),
        "verdicts": {verdict.value: verdicts.count(verdict) for verdict in Verdict},
        "new": {severity.value: new.count(severity) for severity in Severity},
        "existing": states.count(State.EXISTING),
        "waived": states.count(State.WAIVED),
        "failing": len(result.failing()),
        "hidden": result.hidden,
    }


def _contract(contract: ContractResult) -> dict[str, object]:
    return asdict(contract) | {
        "touch": contract.touch.value,
        "verdict": contract.verdict.value,
        "bump": contract.bump.value,
    }


def _finding(finding: Finding, prefix: str) -> dict[str, object]:
    edits = [{"at": _place(edit.at, prefix), "text": edit.text} for edit in finding.edits]
    return ({"edits": edits} if edits else {}) | {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "state": finding.state.value,
        "contract": finding.contract,
        "identity": finding.identity,
        "message": finding.message,
        "at": _place(finding.at, prefix),
        "was": _place(finding.was, prefix) if finding.was else None,
        "why": finding.why,
        "fix": finding.fix,
        "affects": finding.affects,
        "dependents": [dependent_as_data(one, prefix) for one in finding.dependents],
        "evidence": evidence_as_data(finding.evidence) if finding.evidence else None,
        "waiver": finding.waiver,
        "facts": dict(sorted(finding.facts)),
    }


def _place(place: Place | Location, prefix: str) -> dict[str, object]:
    exact = place if isinstance(place, Location) else None
    return {
        "path": prefix + place.path,
        "line": exact.line if exact else None,
        "column": exact.column if exact else None,
        "endLine": exact.end_line if exact else None,
        "endColumn": exact.end_column if exact else None,
        "pointer": place.pointer,
    }


def evidence_as_data(evidence: Evidence) -> dict[str, object]:
    """Return evidence as JSON data; a payload without what carries it has no member `whole`."""
    if isinstance(evidence, Payload):  # its value is data already, perhaps deep and large: no copy
        names = ("kind", "value", "accepted_by", "rejected_by", "reason", "pointer")
        found: dict[str, object] = {name: getattr(evidence, name) for name in names}
        return found | ({"whole": evidence.whole} if evidence.whole is not None else {})
    return asdict(evidence)


REPORT = Report("json", "for programs: everything, in a stable shape", "application/json", render_run)
