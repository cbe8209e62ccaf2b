"""Each report keeps new, existing and waived findings apart, and loses none of them."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from crossdock.registry.discovery import unit_names
from crossdock.registry.model.finding import Severity, State
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import Verdict, build_contract, build_finding, build_result

REASON = "agreed with all readers (until 2027-02-01, east, approved by architecture, INT-2214)"
RULES = {State.NEW: "a-new", State.EXISTING: "an-old", State.WAIVED: "an-excused"}
States = dict[State, list[str]]


def _result() -> Any:
    findings = tuple(
        build_finding(rule, f"message of {rule}", severity=Severity.ERROR, line=10 + index, state=state,
                      waiver=REASON if state is State.WAIVED else None)
        for index, (state, rule) in enumerate(RULES.items())
    )  # fmt: skip
    return build_result(build_contract("wms-east/shipment-confirmed@2", Verdict.BREAKING), findings=findings)


def _lines_after(text: str, start: str, end: str) -> list[str]:
    body = text.partition(start)[2]
    return [rule for rule in RULES.values() if rule in (body.partition(end)[0] if end in body else body)]


def _text(text: str) -> States:
    return {
        State.NEW: [rule for rule in RULES.values() if f"error[{rule}]" in text],
        State.WAIVED: _lines_after(text, "\n  waived:\n", "\n  existing:"),
        State.EXISTING: _lines_after(text, "\n  existing:\n", "\n\n"),
    }


def _json(text: str) -> States:
    found = json.loads(text)["findings"]
    return {state: [f["rule"] for f in found if f["state"] == state.value] for state in State}


def _sarif(text: str) -> States:
    results = json.loads(text)["runs"][0]["results"]
    waived = [r for r in results if r.get("suppressions")]
    assert all(r["suppressions"][0]["justification"] == REASON for r in waived)
    others = [r for r in results if not r.get("suppressions")]
    return {
        State.NEW: [r["ruleId"] for r in others if r["baselineState"] == "new"],
        State.EXISTING: [r["ruleId"] for r in others if r["baselineState"] == "unchanged"],
        State.WAIVED: [r["ruleId"] for r in waived],
    }


def _github(text: str) -> States:
    lines = [line for line in text.splitlines() if line.startswith("::")]
    starts = {State.NEW: "title=", State.EXISTING: "title=existing%3A ", State.WAIVED: "title=waived%3A "}
    assert all(line.startswith("::error" if "title=a-new" in line else "::notice") for line in lines)
    return {
        state: [rule for rule in RULES.values() if any(f"{start}{rule} " in line for line in lines)]
        for state, start in starts.items()
    }


def _gitlab(text: str) -> States:
    issues = json.loads(text)
    assert [issue["severity"] for issue in issues if issue["description"].startswith("waived: ")] == ["info"]
    known = {State.EXISTING: "existing; ", State.WAIVED: f"waived: {REASON}; ", State.NEW: "message"}
    return {
        state: [issue["check_name"] for issue in issues if issue["description"].startswith(start)]
        for state, start in known.items()
    }


def _junit(text: str) -> States:
    cases = list(ET.fromstring(text).iter("testcase"))
    return {
        State.NEW: [c.attrib["name"].partition(":")[0] for c in cases if c.find("failure") is not None],
        State.EXISTING: [c.attrib["name"].partition(":")[0] for c in cases if c.find("system-out") is not None],
        State.WAIVED: [c.attrib["name"].partition(":")[0] for c in cases if c.find("skipped") is not None],
    }


def _markdown(text: str) -> States:
    counted = [RULES[State.EXISTING]] if "1 existing" in text and RULES[State.EXISTING] not in text else []
    return {
        State.NEW: _lines_after(text, "### New findings", "###"),
        State.WAIVED: _lines_after(text, "### Waived", "<details>"),
        State.EXISTING: counted,  # what the change did not bring is counted for its readers, not listed
    }


READERS: dict[str, Callable[[str], States]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "github-summary": _markdown,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
}


@pytest.mark.parametrize("report", READERS)
def test_new_existing_and_waived_stay_apart(report: str) -> None:
    found = READERS[report](render(report, _result(), is_verbose=True))
    assert found == {state: [rule] for state, rule in RULES.items()}


@pytest.mark.parametrize("report", READERS)
def test_what_is_waived_is_visible_without_asking(report: str) -> None:
    rendered = render(report, _result())
    assert RULES[State.WAIVED] in rendered
    assert "INT-2214" in rendered


def test_every_report_of_findings_is_tried() -> None:
    assert set(READERS) == set(unit_names("report")) - {"changelog"}, "release notes tell what is new, nothing else"
