"""The GitLab report."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crossdock.registry.model.finding import Severity
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_finding, build_result

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(situation: str) -> list[dict[str, Any]]:
    found = json.loads(render("gitlab", SITUATIONS[situation]()))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("situation", SITUATIONS)
def test_report_has_the_shape_that_gitlab_reads(situation: str) -> None:
    Draft202012Validator(SCHEMA).validate(issues(situation))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_fingerprints_are_unique(situation: str) -> None:
    fingerprints = [issue["fingerprint"] for issue in issues(situation)]
    assert len(fingerprints) == len(set(fingerprints))


def test_fingerprints_stay_when_lines_move() -> None:
    one, moved = (build_result(findings=(build_finding("x", "x", line=line),)) for line in (3, 90))
    first, second = (json.loads(render("gitlab", result))[0]["fingerprint"] for result in (one, moved))
    assert first == second


def test_equal_identities_get_fingerprints_of_their_own() -> None:
    twins = (build_finding("x", "one"), build_finding("x", "two"))
    assert twins[0].identity == twins[1].identity
    found = json.loads(render("gitlab", build_result(findings=twins)))
    assert len({issue["fingerprint"] for issue in found}) == 2


def test_a_shown_break_is_critical_and_the_undecided_is_not() -> None:
    assert {issue["severity"] for issue in issues("long-witness")} == {"critical"}
    assert [issue["severity"] for issue in issues("undecided")] == ["major"]


def test_information_is_left_out() -> None:
    information = build_finding("y", "y", severity=Severity.INFO)
    assert json.loads(render("gitlab", build_result(findings=(information,)))) == []
