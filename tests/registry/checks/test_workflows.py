"""Workflows are judged: a folder a case, with the workflow and every finding."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from crossdock.registry.check import CheckContext, Subject
from crossdock.registry.checks.workflows import CHECK, judge_workflows
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.documents.positions import find_location
from crossdock.registry.model.evidence import Exchange
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Touch
from crossdock.registry.open import open_registry
from crossdock.registry.revision import Revision

CASES = Path(__file__).parents[2] / "cases" / "workflows"
FOLDERS = sorted(path.parent for path in CASES.rglob("workflow.yaml"))
KEY = "a/flow@1"
CHANNELS = ("sent", "undone", "finished", "held", "kept")
EVENTS = {
    "asyncapi": "3.0.0",
    "info": {"title": "Moved", "version": "1.0.0"},
    "channels": {
        name: {"address": f"a.{name}", "messages": {name: {"payload": {"type": "object"}}}} for name in CHANNELS
    },
}
FILES = {
    "crossdock.yaml": "registry: case\n",
    "contracts/a/system.yaml": "title: A\nrole: process\nowner: a\n",
    "contracts/b/system.yaml": "title: B\nrole: erp\nowner: a\nconsumes: [{contract: a/moved@1}]\n",
    "contracts/c/system.yaml": "title: C\nrole: wms\nowner: a\n",
    "contracts/a/order/v1/contract.yaml": "kind: schema\ntitle: Order\nversion: 1.0.0\n",
    "contracts/a/order/v1/schema.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}\n',
    "contracts/a/moved/v1/contract.yaml": "kind: event\ntitle: Moved\nversion: 1.0.0\n",
    "contracts/a/moved/v1/asyncapi.yaml": yaml.safe_dump(EVENTS),
    "contracts/a/flow/v1/contract.yaml": "kind: workflow\ntitle: Flow\nversion: 1.0.0\n",
}


def make(text: str, root: Path) -> Revision:
    """Return a registry with systems `a`, `b` and `c`, a message contract, and the workflow."""
    for path, content in {**FILES, "contracts/a/flow/v1/workflow.yaml": text}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return open_registry(root).worktree()


def judge(revision: Revision) -> list[Finding]:
    contract = revision.contract(KEY)
    assert contract is not None
    context = CheckContext(revision, date(2026, 11, 20), Assessor(), is_everything=True)
    return list(judge_workflows(Subject(KEY, contract.folder, Touch.CHANGED, contract), context))


def describe(finding: Finding, revision: Revision) -> dict[str, object]:
    document = revision.document(finding.at.path)
    assert document is not None
    at = finding.at if isinstance(finding.at, Location) else find_location(document, finding.at.pointer)
    where = f"workflow.yaml:{at.line}:{at.column}"
    facts: dict[str, object] = {"rule": finding.rule, "at": where, "message": finding.message, "fix": finding.fix}
    return facts | ({"path": finding.evidence.sent} if isinstance(finding.evidence, Exchange) else {})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(CASES)))
def test_case(folder: Path, tmp_path: Path, is_updating: bool) -> None:
    revision = make((folder / "workflow.yaml").read_text("utf-8"), tmp_path)
    described = [describe(finding, revision) for finding in judge(revision)]
    expected = folder / "expected.yaml"
    if is_updating:
        expected.write_text(yaml.safe_dump({"findings": described}, sort_keys=False, allow_unicode=True), "utf-8")
    assert described == yaml.safe_load(expected.read_text("utf-8"))["findings"]


def test_every_rule_has_a_case() -> None:
    texts = [(folder / "expected.yaml").read_text("utf-8") for folder in FOLDERS]
    spoken = {finding["rule"] for text in texts for finding in yaml.safe_load(text)["findings"]}
    assert spoken == {rule.id for rule in CHECK.rules}


@pytest.mark.parametrize("text", ["", "[]", "states: 5", "title: x\nentity: a/order@1\nstates: []\ntransitions: []\n"])
def test_what_is_no_workflow_is_left_to_its_own_findings(text: str, tmp_path: Path) -> None:
    assert judge(make(text, tmp_path)) == []
