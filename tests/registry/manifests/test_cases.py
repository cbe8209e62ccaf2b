"""Every case in `tests/cases/manifests/`: what is found in a manifest, and whether a value remains."""

from pathlib import Path

import pytest
import yaml

from crossdock.registry.manifests.problems import RULES
from tests.registry.manifests.reading import Outcome, read_case

CASES = Path(__file__).parents[2] / "cases" / "manifests"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_manifest_reads_as_expected(folder: Path, is_updating: bool) -> None:
    outcome = read_case(folder)
    expected = folder / "expected.yaml"
    if is_updating:
        expected.write_text(_render(outcome), encoding="utf-8")
    assert yaml.safe_load(_render(outcome)) == yaml.safe_load(expected.read_text(encoding="utf-8"))


def test_every_rule_has_a_case_where_it_speaks() -> None:
    spoken = {finding["rule"] for folder in FOLDERS for finding in read_case(folder).findings}
    assert {rule.id for rule in RULES} - spoken == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_messages_keep_the_house_style(folder: Path) -> None:
    for finding in read_case(folder).findings:
        text = finding["message"]
        assert finding["fix"]
        assert not text.endswith(".")
        assert text[0] == text[0].lower()
        assert "pydantic" not in text
        assert "Fields" not in text
        assert text.isprintable()


def _render(outcome: Outcome) -> str:
    data = {"is_lowered": outcome.value is not None, "findings": outcome.findings}
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200)
