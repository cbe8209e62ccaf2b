"""The text report."""

import re
import subprocess
import sys

import pytest

from crossdock.registry.model.finding import Severity, State
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_finding, build_result

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
