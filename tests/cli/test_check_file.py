"""One document in place of a contract's: findings lie in the file that was given."""

import json
from pathlib import Path

from tests.cli.small import Small

SCHEMA = "contracts/canonical/shipment/v1/schema.json"


def export(small: Small, before: str, after: str) -> Path:
    """Write what a service exports: the contract's document with a difference, two lines further down."""
    folder = small.root.parent / "service"
    folder.mkdir(exist_ok=True)
    text = (small.root / SCHEMA).read_text("utf-8")
    assert before in text
    (folder / "exported.json").write_text("\n\n" + text.replace(before, after))
    return folder


def test_a_break_is_found_in_the_file_and_was_in_the_registry(small: Small) -> None:
    folder = export(small, '"shipmentId": {"type": "string"}', '"shipmentId": {"type": "integer"}')
    service = Small(folder)
    options = ("check", "exported.json", "--as", "canonical/shipment@1", "--registry", "../small")
    answer = service.run(*options, "--report", "json")
    assert answer.code == 1
    breaks = [one for one in answer.data["findings"] if one["at"]["path"] == "exported.json"]
    assert {(one["at"]["line"], one["was"]["line"]) for one in breaks} == {(9, 7)}
    assert "response-property-type-changed" in {one["rule"] for one in breaks}
    line = (folder / "exported.json").read_text("utf-8").splitlines()[8]
    assert '"integer"' in line
    others = [one for one in answer.data["findings"] if one["at"]["path"] != "exported.json"]
    assert others
    assert all(one["message"].startswith("in the registry: ") for one in others)
    assert {one["facts"]["where"] for one in others} == {"registry"}
    assert all((folder / one["at"]["path"]).is_file() for one in others), "as seen from here"
    assert any("mend or waive them there" in notice for notice in answer.data["notices"])
    sarif = json.loads(service.run(*options, "--report", "sarif").out)
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["runs"][0]["results"]
    }
    assert "exported.json" in places
    github = service.run(*options, "--report", "github").out
    assert "::error file=exported.json,line=9," in github


def test_a_file_that_is_as_the_registry_has_it_has_no_findings(small: Small) -> None:
    folder = export(small, "PLANNED", "PLANNED")
    (folder / "exported.json").write_bytes((small.root / SCHEMA).read_bytes())
    answer = Small(folder).run("check", "exported.json", "--as", "canonical/shipment@1", "--registry", "../small")
    assert answer.code == 0
    assert "in the registry:" not in answer.out
