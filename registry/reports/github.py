"""The GitHub report: workflow commands that annotate the lines of a pull request."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossdock.registry.grouping import find_alerts
from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult, ContractResult
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import defuse_line, shorten, show_controls
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import word_headline, word_sentences, word_summary

SHOWN = 10  # annotations of one level that GitHub shows of a step
MESSAGE = 4_000  # characters
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as annotations, new and worst first, and at most as many as GitHub shows; the last line counts the rest.

    What is waived is annotated as a notice, because it does not fail the check; its title says so. What the change did not bring is counted
    in the last line, and annotated likewise where all was asked for.
    """
    contracts = {contract.contract: contract for contract in result.contracts}
    rules = {rule.id: rule for rule in result.rules}
    notices = result.notices[:SHOWN]
    told = [f for f in result.findings if options.is_verbose or f.state is not State.EXISTING]
    alerts = find_alerts(replace(result, findings=tuple(told)), is_verbose=options.is_verbose)
    shown = list(_choose(alerts, len(notices)))
    lines = [defuse_line(show_controls(word_headline(result)))]
    lines += [f"::notice title=crossdock::{_escape(show_controls(notice))}" for notice in notices]
    lines += [_annotate(command, finding, contracts, rules, result.prefix) for command, finding in shown]
    rest = len(told) - len(shown)
    tail = f"; {count(rest, 'finding')} without annotation" if rest else ""
    return "\n".join([*lines, defuse_line(show_controls(word_summary(result) + tail))]) + "\n"


def _choose(findings: tuple[Finding, ...], notices: int) -> Iterator[tuple[str, Finding]]:
    room = {"error": SHOWN, "warning": SHOWN, "notice": SHOWN - notices}
    for finding in findings:
        command = _COMMANDS[finding.severity] if finding.state is State.NEW else "notice"
        if room[command]:
            room[command] -= 1
            yield command, finding


def _annotate(
    command: str, finding: Finding, contracts: Mapping[str, ContractResult], rules: Mapping[str, Rule], prefix: str
) -> str:
    name = f"{finding.rule} ({finding.contract})" if finding.contract else finding.rule
    title = name if finding.state is State.NEW else f"{finding.state.value}: {name}"
    properties = {"file": prefix + finding.at.path, **_region(finding), "title": title}
    named = ",".join(f"{key}={_escape_property(show_controls(value))}" for key, value in properties.items())
    sentences = word_sentences(finding, contracts.get(finding.contract or ""), rules)
    if finding.state is State.WAIVED:
        sentences = (f"waived: {finding.waiver or 'no reason'}", *sentences)
    message = shorten("\n".join(map(show_controls, sentences)), MESSAGE)
    return f"::{command} {named}::{_escape(message)}"


def _region(finding: Finding) -> dict[str, str]:
    """Return the place on its first line: GitHub would put the annotation below the last one."""
    at = finding.at
    if not isinstance(at, Location):
        return {"line": "1"}
    region = {"line": str(at.line), "endLine": str(at.line), "col": str(at.column)}
    return region | ({"endColumn": str(at.end_column)} if at.end_line == at.line and at.end_column else {})


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report("github", "for GitHub Actions: annotations on the changed lines", "text/plain", render_github)
