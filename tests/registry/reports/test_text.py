"""The text report."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from crossdock.registry.model.evidence import Statement
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.result import CheckResult, Touch, Verdict
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_contract, build_finding, build_result

ANSI = re.compile("\x1b\\[[0-9;]*m")


def test_nothing_changed_is_one_line() -> None:
    assert render("text", SITUATIONS["nothing-changed"]()) == "0 of 41 contracts changed\n"


@pytest.mark.parametrize("situation", SITUATIONS)
def test_colour_changes_no_word(situation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    result = SITUATIONS[situation]()
    assert ANSI.sub("", render("text", result, is_terminal=True)) == render("text", result)


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert ANSI.search(render("text", SITUATIONS["breaking"](), is_terminal=True))


def test_plain_text_does_not_import_rich() -> None:
    program = (
        "import sys; from tests.registry.reports.rendering import render;"
        "from tests.registry.reports.situations import SITUATIONS;"
        "render('text', SITUATIONS['breaking']()); sys.exit('rich' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_sentences_wrap_to_the_width(width: int) -> None:
    lines = render("text", SITUATIONS["breaking"](), width=width).splitlines()
    places = [line for line in lines if re.search(r": (error|warning)\[", line)]
    assert places
    too_long = [line for line in lines[:-1] if len(line) > width and line not in places]
    assert too_long == []


def test_existing_findings_are_listed_only_when_asked() -> None:
    result = SITUATIONS["breaking"]()
    assert "no description" not in render("text", result)
    assert "no description" in render("text", result, is_verbose=True)
    assert render("text", result).splitlines()[-1].endswith("1 existing, 1 waived")


def test_a_long_list_of_information_is_cut_and_counted() -> None:
    findings = tuple(build_finding("response-property-added", f"property `p{n:02}` was added", severity=Severity.INFO, line=n + 1)
                     for n in range(50))  # fmt: skip
    rendered = render("text", build_result(findings=findings))
    assert "p19" in rendered
    assert "p20" not in rendered
    assert "… and 30 others; `--verbose` lists all" in rendered


def test_a_finding_without_words_of_its_own_speaks_with_those_of_its_rule() -> None:
    rule = SITUATIONS["breaking"]().rules[0]
    bare = build_finding(rule.id, "property `x` was removed")
    rendered = render("text", build_result(findings=(bare,), rules=(rule,)))
    assert f"why: {rule.why}" in rendered
    assert f"fix: {rule.fix}" in rendered


def test_a_waiver_lets_the_change_pass_and_says_so() -> None:
    waived = build_finding("x-removed", "x was removed", state=State.WAIVED, waiver="INT-1")
    first = render("text", build_result(findings=(waived,))).splitlines()[0]
    assert first == "no promise changed: nothing stands in the way, 1 finding waived"


def _many(number: int, *, rule: str = "owner-missing", state: State = State.NEW) -> tuple[Finding, ...]:
    findings = (build_finding(rule, f"nobody owns {n:02}", severity=Severity.WARNING, line=n + 1, state=state,
                              contract=f"erp/order-{n % 4}@1") for n in range(number))  # fmt: skip
    return tuple(findings)


def test_what_a_rule_finds_often_is_told_once_where_a_registry_adopts() -> None:
    contracts = [build_contract(f"erp/order-{n}@1", Verdict.INITIAL, touch=Touch.ADDED) for n in range(4)]
    one = build_finding("x-removed", "property `x` was removed", contract="erp/order-3@1")
    result = build_result(*contracts, findings=(*_many(300), one))
    whole, folded = render("text", result), render("text", replace(result, adopting=frozenset(_names(result))))
    assert whole.count("warning[owner-missing]") == 300
    assert folded.count("warning[owner-missing]") == 1
    assert "warning[owner-missing]: 300 findings in 4 contracts" in folded
    assert [f"nobody owns {n:02}" in folded for n in range(4)] == [True, True, True, False]
    assert "… and 297 others; `--verbose` lists all" in folded
    assert "3 contracts with nothing but what is said above: erp/order-0@1, erp/order-1@1, erp/order-2@1" in folded
    assert "property `x` was removed" in folded
    assert folded.splitlines()[-1] == whole.splitlines()[-1]
    asked = render("text", replace(result, adopting=frozenset(_names(result))), is_verbose=True)
    assert asked.count("warning[owner-missing]") == 300


def _names(result: CheckResult) -> set[str]:
    return {finding.contract or "" for finding in result.findings}


@pytest.mark.parametrize("number", [10, 11])
def test_ten_are_not_many(number: int) -> None:
    result = build_result(findings=_many(number))
    text = render("text", replace(result, adopting=frozenset(_names(result))))
    assert text.count("warning[owner-missing]") == (10 if number == 10 else 1)


def test_what_has_evidence_is_not_folded() -> None:
    evidence = Statement("sla.tier", "1", "2")
    findings = tuple(replace(one, evidence=evidence) for one in _many(12))
    result = build_result(findings=findings)
    assert render("text", replace(result, adopting=frozenset(_names(result)))).count("warning[owner-missing]") == 12


def test_all_that_stands_is_counted_by_rule() -> None:
    findings = (*_many(12, state=State.EXISTING), *_many(3, rule="retry-missing", state=State.EXISTING))
    result = build_result(findings=findings)
    assert "by rule" not in render("text", result), "a change has nothing to do with them"
    text = render("text", replace(result, base=None))
    assert "     12  warning[owner-missing] in 4 contracts\n      3  warning[retry-missing] in 3 contracts\n" in text
    assert text.splitlines()[-1].endswith("15 existing")
