"""The JSON report against its published schema."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crossdock.registry.model.evidence import Payload
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_finding, build_result

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/check-report.schema.json").read_text(encoding="utf-8"))


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_report_keeps_its_schema(situation: str) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render("json", SITUATIONS[situation]())))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_schema_names_every_member(situation: str) -> None:
    data = json.loads(render("json", SITUATIONS[situation]()))
    closed = json.loads(json.dumps(SCHEMA), object_hook=_close)
    Draft202012Validator(closed).validate(data)


def _close(node: dict[str, object]) -> dict[str, object]:
    is_described = node.get("type") == "object" and "properties" in node and "oneOf" not in node
    return node | {"additionalProperties": node.get("additionalProperties", False)} if is_described else node


def test_paths_start_at_the_repository_root() -> None:
    data = json.loads(render("json", SITUATIONS["outside-contracts"]()))
    assert {finding["at"]["path"].split("contracts/")[0] for finding in data["findings"]} == {"integration/registry/"}


def test_strings_survive_as_they_are() -> None:
    value = {"##[x]": 'a\n"b" \\## ü', "n": 10**30, "f": 0.1}
    finding = build_finding("x-changed", "m ##[y] \\##", evidence=Payload(value, "a", "b"))
    data = json.loads(render("json", build_result(findings=(finding,))))["findings"][0]
    assert data["evidence"]["value"] == value
    assert data["message"] == finding.message


def test_numbers_that_json_cannot_say_become_strings() -> None:
    finding = build_finding("x-changed", "m", evidence=Payload([float("inf"), float("nan")], "a", "b"))
    data = json.loads(render("json", build_result(findings=(finding,))))
    assert data["findings"][0]["evidence"]["value"] == ["inf", "nan"]


def test_counts_agree_with_what_is_listed() -> None:
    data = json.loads(render("json", SITUATIONS["breaking"]()))
    assert data["summary"]["new"] == {"error": 3, "warning": 1, "info": 1}
    assert (data["summary"]["failing"], data["summary"]["existing"], data["summary"]["waived"]) == (3, 1, 1)
    assert (data["verdict"], data["passed"]) == ("breaking", False)
