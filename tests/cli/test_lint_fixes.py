"""`lint -f sarif` carries the edits of results whose mend is certain; what they make of the text is what was asked for."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crossdock.registry.cli.main import group

API = """openapi: 3.0.3
info: {title: Örders, version: 1.0.0%s}
servers: [{url: 'https://örders.acme.example/'}]
tags: [{name: b}, {name: a}]
paths: {}
"""
RULES = """extends: [[spectral:oas, off]]
rules: {oas3-server-trailing-slash: warn, openapi-tags-alphabetical: warn, info-contact: warn}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".spectral.yaml").write_text(RULES, "utf-8")
    (tmp_path / "api.yaml").write_text(API % "", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(*arguments: str) -> dict[str, dict[str, Any]]:
    """Return the results of a SARIF run by rule."""
    answer = CliRunner().invoke(group, ["lint", "api.yaml", "-f", "sarif", *arguments])
    return {each["ruleId"]: each for each in json.loads(answer.stdout)["runs"][0]["results"]}


def apply(text: str, fix: dict[str, Any]) -> str:
    """Do what a fix says, the last replacement first."""
    lines = text.splitlines(keepends=True)
    (change,) = fix["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        lines[region["startLine"] - 1] = line[:start] + replacement["insertedContent"]["text"] + line[end:]
    return "".join(lines)


def test_a_fix_mends_its_result(folder: Path) -> None:
    found = results()
    assert {rule for rule, result in found.items() if "fixes" in result} == {
        "oas3-server-trailing-slash",
        "openapi-tags-alphabetical",
    }
    (fix,) = found["oas3-server-trailing-slash"]["fixes"]
    place = found["oas3-server-trailing-slash"]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert fix["artifactChanges"][0]["artifactLocation"] == place
    assert fix["description"]["text"] == "write `url` so that it does not match `./$`"
    (folder / "api.yaml").write_text(apply(API % "", fix), "utf-8")
    assert set(results()) == {"openapi-tags-alphabetical", "info-contact"}


def test_results_are_the_same_with_and_without_fixes() -> None:
    answer = CliRunner().invoke(group, ["lint", "api.yaml", "-f", "json"])
    plain = {each["code"]: (each["message"], each["severity"]) for each in json.loads(answer.stdout)}
    assert {rule: result["message"]["text"] for rule, result in results().items()} == {
        rule: message for rule, (message, _) in plain.items()
    }


def test_nothing_is_offered_where_columns_are_counted_otherwise(folder: Path) -> None:
    (folder / "api.yaml").write_text(API % ", description: '\U0001f69a'", "utf-8")
    assert [rule for rule, result in results().items() if "fixes" in result] == []
