"""The SARIF report (OASIS SARIF 2.1.0): for code scanning of GitHub and others."""

import re
from collections.abc import Mapping, Sequence

from crossdock.registry.grouping import find_alerts
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult, ContractResult
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import quote_block, quote_path, quote_prose, render_json, shorten, show_controls
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import find_verdict, word_sentences, word_summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/crossdock-dev/crossdock"
RESULTS = 25_000  # a run; GitHub refuses more
MESSAGE = 4_000  # characters
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_ADDRESS = re.compile(r"https?://[^\s<>()\"'`]+")


def render_sarif(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as one SARIF run; the registry is its category, so that several registries can share a repository."""
    findings = find_alerts(result, is_verbose=options.is_verbose)
    rules = _rules(result.rules, findings)
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    contracts = {contract.contract: contract for contract in result.contracts}
    results = [_result(finding, indexes, contracts, result) for finding in findings[:RESULTS]]
    run = {
        "tool": {
            "driver": {
                "name": "Crossdock",
                "semanticVersion": options.tool_version,
                "informationUri": HOME,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "automationDetails": {"id": f"crossdock/{result.registry}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(result, len(findings))}
        ],
        "properties": {
            "base": result.base,
            "revision": result.revision,
            "verdict": find_verdict(result.contracts).value,
            "summary": word_summary(result),
        },
        "results": results,
    }
    return render_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(explained: Sequence[Rule], findings: Sequence[Finding]) -> tuple[Rule, ...]:
    """Return all rules that spoke; one that nobody explained has its severity from its gravest finding."""
    rules = {rule.id: rule for rule in explained}
    for finding in sorted(findings, key=lambda finding: finding.severity.rank):
        rules.setdefault(finding.rule, Rule(finding.rule, finding.severity, finding.rule, finding.why, finding.fix, ""))
    return tuple(rules[rule_id] for rule_id in sorted(rules))


def _descriptor(rule: Rule) -> dict[str, object]:
    sections = (("Why", rule.why), ("Fix", rule.fix), ("Source", rule.source))
    plain = [f"{name}: {show_controls(text)}" for name, text in sections if text]
    marked = [f"**{name}:** {quote_prose(text)}" for name, text in sections if text]
    marked += [
        f"{name}:\n\n{quote_block(code, 'yaml')}" for name, code in (("Bad", rule.bad), ("Good", rule.good)) if code
    ]
    summary = show_controls(rule.summary)
    descriptor: dict[str, object] = {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": "\n".join((summary, *plain[:1]))},
        "help": {"text": "\n".join(plain) or summary, "markdown": "\n\n".join(marked) or quote_prose(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["contract", "integration"], "problem.severity": _PROBLEMS[rule.severity]},
    }
    address = _ADDRESS.search(rule.source)
    return descriptor | ({"helpUri": address[0].rstrip(".,;")} if address else {})


def _result(
    finding: Finding, indexes: Mapping[str, int], contracts: Mapping[str, ContractResult], run: CheckResult
) -> dict[str, object]:
    contract = contracts.get(finding.contract or "")
    lines = word_sentences(finding, contract, {rule.id: rule for rule in run.rules})
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(lines)},
        "locations": [_location(finding, run.prefix)],
        "partialFingerprints": {"contractFinding/v1": finding.identity},
        "properties": {"contract": finding.contract, "affects": finding.affects, "facts": dict(sorted(finding.facts))},
    }
    if finding.edits:
        result["fixes"] = [_fix(finding, run.prefix)]
    if finding.state is State.WAIVED:
        reason = show_controls(finding.waiver or "")
        return result | {"suppressions": [{"kind": "external", "status": "accepted", "justification": reason}]}
    return result | {"baselineState": "new" if finding.state is State.NEW else "unchanged"}


def _fix(finding: Finding, prefix: str) -> dict[str, object]:
    """Return the edits that mend a finding (SARIF 2.1.0, section 3.55); they are all in the file of the finding."""
    replacements = [
        {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}} for edit in finding.edits
    ]
    changes = [{"artifactLocation": {"uri": quote_path(prefix + finding.at.path)}, "replacements": replacements}]
    return {"description": {"text": show_controls(finding.fix) or "mend it"}, "artifactChanges": changes}


def _message(lines: Sequence[str]) -> str:
    """Join sentences; brackets followed by a parenthesis would be a link (SARIF 2.1.0, section 3.11.6)."""
    return shorten("\n".join(map(show_controls, lines)), MESSAGE).replace("](", "] (")


def _location(finding: Finding, prefix: str) -> dict[str, object]:
    at = finding.at
    name = f"{finding.contract}#{at.pointer}" if finding.contract else f"{at.path}#{at.pointer}"
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote_path(prefix + at.path)},
            "region": _region(at) if isinstance(at, Location) else {"startLine": 1},
        },
        "logicalLocations": [{"fullyQualifiedName": name, "kind": "element"}],
    }


def _region(at: Location) -> dict[str, int]:
    region = {"startLine": at.line, "startColumn": at.column}
    return region | ({"endLine": at.end_line, "endColumn": at.end_column} if at.end_line and at.end_column else {})


def _notifications(result: CheckResult, number: int) -> list[dict[str, object]]:
    notices: list[dict[str, object]] = [
        {"level": "note", "message": {"text": show_controls(notice)}} for notice in result.notices
    ]
    if number > RESULTS:
        left = "1 finding is" if number - RESULTS == 1 else f"{number - RESULTS} findings are"
        text = f"{left} left out, because a run holds at most {RESULTS}; `--report json` lists all"
        notices.append({"level": "warning", "message": {"text": text}})
    return notices


REPORT = Report("sarif", "for code scanning: SARIF 2.1.0", "application/sarif+json", render_sarif)
