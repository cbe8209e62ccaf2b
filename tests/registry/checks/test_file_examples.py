"""Examples of file contracts are held against their tables, with exact places."""

from datetime import date
from pathlib import Path

import pytest

from crossdock.registry.check import CheckContext, Subject
from crossdock.registry.checks.file_examples import judge_file_examples
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Touch
from crossdock.registry.open import open_registry

TABLE = """title: Stock
file: {name: stock.csv, layout: delimited, delimiter: ";", decimal: ","}
records:
  - name: stock
    fields:
      - {name: SKU, type: string, constraints: {required: true, maxLength: 5}}
      - {name: QTY, type: integer, constraints: {minimum: 0}}
      - {name: LOT, type: string, constraints: {unique: true}}
    primaryKey: [SKU]
"""
HEAD = "SKU;QTY;LOT\n"


def judge(text: str, root: Path) -> list[tuple[str, str, str]]:
    files = {
        "crossdock.yaml": "registry: case\n",
        "contracts/a/system.yaml": "title: A\nrole: wms\nowner: a\n",
        "contracts/a/stock/v1/contract.yaml": "kind: file\ntitle: Stock\nversion: 1.0.0\n",
        "contracts/a/stock/v1/table.yaml": TABLE,
        "contracts/a/stock/v1/examples/stock.csv": text,
    }
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    revision = open_registry(root).worktree()
    contract = revision.contract("a/stock@1")
    assert contract is not None
    subject = Subject(contract.key, contract.folder, Touch.CHANGED, contract)
    found = list(judge_file_examples(subject, CheckContext(revision, date(2026, 11, 20), Assessor())))
    assert all(isinstance(finding.at, Location) and finding.at.path.endswith("stock.csv") for finding in found)
    places = [(finding.at.line, finding.at.column) for finding in found if isinstance(finding.at, Location)]
    return [(f.rule, f"{line}:{column}", f.message) for f, (line, column) in zip(found, places, strict=True)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A;1;x\nB;;\nC;;\n", []),
        ("A;-1;\n", [("example-rejected", "2:3", "`QTY` of the stock: -1 is less than the minimum of 0")]),
        (";1;\n", [("example-rejected", "2:1", 'the stock: "SKU" is a required property')]),
        ("A;one;\n", [("example-file-malformed", "2:3", "`QTY`: `one` is no integer")]),
        (
            "A;1;\nB;1;\nA;2;\n",
            [("example-record-duplicate", "4:1", "a stock with `SKU` A is there already, in line 2")],
        ),
        ("A;1;x\nB;1;x\n", [("example-record-duplicate", "3:5", "a stock with `LOT` x is there already, in line 2")]),
    ],
)
def test_example_file(rows: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert judge(HEAD + rows, tmp_path) == expected
