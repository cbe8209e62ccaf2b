"""The JUnit report: a test suite for each contract, for build servers that read nothing else."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from crossdock.registry.grouping import Group, group_findings
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.model.result import CheckResult
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import shorten, show_controls
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import word_contract, word_place, word_sentences

NAME = 300  # characters of a case's name


def render_junit(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as JUnit XML: what fails the check fails a case, what is waived is skipped, all else passes."""
    rules = {rule.id: rule for rule in result.rules}
    failing = {id(finding) for finding in result.failing()}
    suites = [_suite(group, rules, failing, result.prefix) for group in group_findings(result)]
    totals = {"tests": sum(tests for tests, _, _ in suites), "failures": sum(failures for _, failures, _ in suites)}
    head = f'<testsuites name="crossdock" {_attributes(totals)} errors="0" time="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *(line for *_, lines in suites for line in lines)]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(group: Group, rules: Mapping[str, Rule], failing: set[int], prefix: str) -> tuple[int, int, list[str]]:
    """Return the number of cases, the number of failures, and the lines."""
    name = group.name or "registry"
    failures = sum(id(finding) in failing for finding in group.findings)
    cases = [_case(finding, group, rules, failing, prefix) for finding in group.findings]
    if not failures:
        verdict = word_contract(group.contract) if group.contract else "nothing stands in the way"
        cases.insert(0, [f'    <testcase {_attributes({"name": verdict, "classname": name})} time="0"/>'])
    skipped = len(group.of(State.WAIVED))
    counts = {"name": name, "tests": len(cases), "failures": failures, "errors": 0, "skipped": skipped}
    lines = [
        f'  <testsuite {_attributes(counts)} time="0">',
        *(line for case in cases for line in case),
        "  </testsuite>",
    ]
    return len(cases), failures, lines


def _case(finding: Finding, group: Group, rules: Mapping[str, Rule], failing: set[int], prefix: str) -> list[str]:
    place = prefix + word_place(finding.at)
    named = {"name": shorten(f"{finding.rule}: {finding.message}", NAME), "classname": group.name or "registry"}
    named |= {"file": prefix + finding.at.path}
    return [
        f'    <testcase {_attributes(named)} time="0">',
        *_outcome(finding, group, rules, failing, place),
        "    </testcase>",
    ]


def _outcome(finding: Finding, group: Group, rules: Mapping[str, Rule], failing: set[int], place: str) -> Iterator[str]:
    if finding.state is State.WAIVED:
        yield f"      <skipped {_attributes({'message': 'waived: ' + (finding.waiver or 'no reason')})}/>"
        return
    text = _text([place, *word_sentences(finding, group.contract, rules)])
    if id(finding) in failing:
        yield f"      <failure {_attributes({'message': finding.message, 'type': finding.severity.value})}>{text}</failure>"
        return
    yield f"      <system-out>{finding.state.value} {finding.severity.value}: {text}</system-out>"


def _attributes(values: Mapping[str, object]) -> str:
    return " ".join(f"{name}={_quiet(quoteattr(show_controls(str(value))))}" for name, value in values.items())


def _text(lines: list[str]) -> str:
    shown = "\n".join(map(show_controls, lines))
    return _quiet(shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _quiet(xml: str) -> str:
    """Keep XML that is printed to a build log from being read as a command of the build server."""
    return xml.replace("##", "#&#35;").replace("\n::", "\n&#58;:")


REPORT = Report("junit", "for build servers: JUnit XML, a suite for each contract", "application/xml", render_junit)
