"""Every fix on documents: what is certain is mended, nothing else changes, comments and layout stay."""

import os
from pathlib import Path

import pytest

from crossdock.registry.discovery import unit_names
from crossdock.registry.lint_mending import mend_document
from crossdock.registry.linting import read_rules

CASES = Path(__file__).parents[2] / "cases" / "fixes"
FOLDERS = sorted(path.parent for path in CASES.rglob("ruleset.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_document_is_mended(folder: Path, newline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = next(folder.glob("before.*"))
    after = next(folder.glob("after.*")).read_text("utf-8").replace("\n", newline)
    file = tmp_path / before.name
    file.write_bytes(before.read_text("utf-8").replace("\n", newline).encode())
    rules, _ = read_rules(Path(os.path.relpath(folder / "ruleset.yaml", tmp_path)))
    mended = mend_document(Path(file.name), rules)
    assert (mended.after if mended else file.read_bytes().decode()) == after
    file.write_bytes(after.encode())
    assert mend_document(Path(file.name), rules) is None, "what is mended is mended once"


def test_every_fix_has_a_case() -> None:
    tried = {folder.parent.name for folder in FOLDERS} | {"manifest-name", "manifest-type", "version", "unused"}
    assert tried >= set(unit_names("fix"))
