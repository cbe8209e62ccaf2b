"""Mappings are judged and proved: a folder a case, with both sides, the mapping and every finding."""

from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from crossdock.registry.check import CheckContext, Subject
from crossdock.registry.checks.mappings import CHECK, judge_mappings
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.documents.positions import find_location
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Touch
from crossdock.registry.open import open_registry
from crossdock.registry.revision import Revision

CASES = Path(__file__).parents[2] / "cases" / "mappings"
FOLDERS = sorted(path.parent for path in CASES.rglob("mapping.yaml"))
KEY = "a/mapping@1"


def make(folder: Path, root: Path) -> Revision:
    """Return a registry of the case's source, target and mapping."""
    files = {"crossdock.yaml": "registry: case\n", "contracts/a/system.yaml": "title: A\nrole: process\nowner: a\n"}
    for name, kind in (("source", "schema"), ("target", "schema"), ("mapping", "mapping")):
        files[f"contracts/a/{name}/v1/contract.yaml"] = f"kind: {kind}\ntitle: {name}\nversion: 1.0.0\n"
    for name in ("source", "target"):
        files[f"contracts/a/{name}/v1/schema.json"] = (folder / f"{name}.json").read_text("utf-8")
    files["contracts/a/mapping/v1/mapping.yaml"] = (folder / "mapping.yaml").read_text("utf-8")
    if (folder / "example.json").is_file():
        files["contracts/a/source/v1/examples/one.json"] = (folder / "example.json").read_text("utf-8")
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return open_registry(root).worktree()


def judge(revision: Revision) -> list[Finding]:
    contract = revision.contract(KEY)
    assert contract is not None
    context = CheckContext(revision, date(2026, 11, 20), Assessor(), is_everything=True)
    return list(judge_mappings(Subject(KEY, contract.folder, Touch.CHANGED, contract), context))


def describe(finding: Finding, revision: Revision) -> dict[str, object]:
    document = revision.document(finding.at.path)
    assert document is not None
    at = finding.at if isinstance(finding.at, Location) else find_location(document, finding.at.pointer)
    facts: dict[str, object] = {
        "rule": finding.rule,
        "at": f"mapping.yaml:{at.line}:{at.column}",
        "message": finding.message,
        "fix": finding.fix,
    }
    if isinstance(finding.evidence, Payload):
        facts["evidence"] = {"payload": finding.evidence.value, "reason": finding.evidence.reason}
    return facts


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(CASES)))
def test_case(folder: Path, tmp_path: Path, is_updating: bool) -> None:
    revision = make(folder, tmp_path)
    findings = judge(revision)
    for finding in findings:
        if isinstance(finding.evidence, Payload):
            jsonschema.validate(finding.evidence.value, yaml.safe_load((folder / "source.json").read_text("utf-8")))
    described = [describe(finding, revision) for finding in findings]
    expected = folder / "expected.yaml"
    if is_updating:
        expected.write_text(yaml.safe_dump({"findings": described}, sort_keys=False, allow_unicode=True), "utf-8")
    assert described == yaml.safe_load(expected.read_text("utf-8"))["findings"]


def test_every_rule_has_a_case() -> None:
    spoken = {
        finding["rule"]
        for folder in FOLDERS
        for finding in yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["findings"]
    }
    assert spoken == {rule.id for rule in CHECK.rules}


@pytest.mark.parametrize(
    "text", ["", "[]", "rules: 5", "title: x\nsource: a/source@1\ntarget: a/target@1\nrules: []\n"]
)
def test_what_is_no_mapping_is_left_to_its_own_findings(text: str, tmp_path: Path) -> None:
    revision = make(FOLDERS[0], tmp_path)
    (tmp_path / "contracts/a/mapping/v1/mapping.yaml").write_text(text, "utf-8")
    assert judge(revision) == []
