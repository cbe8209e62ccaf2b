"""Descriptions of one thing: a folder a case, with the manifest, the files that describe it, and every finding."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from crossdock.registry.check import CheckContext, Subject
from crossdock.registry.checks.same_as import CHECK, judge_same_as
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.documents.positions import find_location
from crossdock.registry.model.evidence import Payload, Unknown
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Touch
from crossdock.registry.open import open_registry
from crossdock.registry.revision import Revision

CASES = Path(__file__).parents[2] / "cases" / "same-as"
FOLDERS = sorted(path.parent for path in CASES.rglob("contract.yaml"))
KEY = "a/event@1"


def make(files: dict[str, str], root: Path) -> Revision:
    """Return a registry of one contract."""
    written = {"crossdock.yaml": "registry: case\n", "contracts/a/system.yaml": "title: A\nrole: wms\nowner: a\n"}
    written |= {f"contracts/a/event/v1/{name}": text for name, text in files.items()}
    for path, text in written.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return open_registry(root).worktree()


def judge(revision: Revision) -> list[Finding]:
    contract = revision.contract(KEY)
    assert contract is not None, revision.manifest_findings(KEY)
    context = CheckContext(revision, date(2026, 11, 20), Assessor(), is_everything=True)
    return list(judge_same_as(Subject(KEY, contract.folder, Touch.CHANGED, contract), context))


def describe(finding: Finding, revision: Revision) -> dict[str, object]:
    document = revision.document(finding.at.path)
    assert document is not None
    at = finding.at if isinstance(finding.at, Location) else find_location(document, finding.at.pointer)
    facts: dict[str, object] = {
        "rule": finding.rule,
        "at": f"{at.path.rpartition('/')[2]}:{at.line}:{at.column}",
        "message": finding.message,
        "fix": finding.fix,
    }
    match finding.evidence:
        case Payload() as shown:
            facts["evidence"] = {
                "payload": shown.value,
                "accepted_by": shown.accepted_by,
                "rejected_by": shown.rejected_by,
                "reason": shown.reason,
            }
        case Unknown() as unknown:
            facts["evidence"] = {"unknown": unknown.reason}
    return facts


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path, tmp_path: Path, is_updating: bool) -> None:
    files = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != "expected.yaml"}
    revision = make(files, tmp_path)
    described = [describe(finding, revision) for finding in judge(revision)]
    expected = folder / "expected.yaml"
    if is_updating:
        text = yaml.safe_dump({"findings": described}, sort_keys=False, allow_unicode=True, width=200)
        expected.write_text(text, "utf-8")
    assert described == yaml.safe_load(expected.read_text("utf-8"))["findings"]


def test_every_rule_has_a_case() -> None:
    spoken = {
        finding["rule"]
        for folder in FOLDERS
        for finding in yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["findings"]
    }
    assert {rule.id for rule in CHECK.rules} <= spoken


def test_two_things_that_have_nothing_in_common_are_told_within_bounds(tmp_path: Path) -> None:
    one, two = ({"type": "object", "properties": {f"{side}{i}": {} for i in range(60)}} for side in "ab")
    manifest = "kind: schema\nversion: 1.0.0\ndocument: schema.json\nsame_as: [[schema.json, other.json]]\n"
    found = judge(
        make({"contract.yaml": manifest, "schema.json": json.dumps(one), "other.json": json.dumps(two)}, tmp_path)
    )
    assert len(found) == 50
    assert found[-1].message.endswith("; the same in 70 more places")


def test_a_definition_that_is_missing_hides_no_other_finding(tmp_path: Path) -> None:
    manifest = "kind: schema\nversion: 1.0.0\ndocument: schema.json\nsame_as: [[none.json, schema.json, schema.json]]\n"
    found = judge(make({"contract.yaml": manifest, "schema.json": '{"type": "string"}'}, tmp_path))
    assert [finding.rule for finding in found] == ["same-as-unresolved", "same-as-repeated"]
