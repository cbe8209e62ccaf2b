"""Every case folder: two documents, and all findings about what differs between them."""

from pathlib import Path

import pytest
import yaml

from crossdock.registry.compat.rule import load_rules
from tests.registry.compat.pairs import describe, open_side, read_given

CASES = Path(__file__).parents[2] / "cases" / "compat"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/base.*"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path, is_updating: bool) -> None:
    expected = folder / "expected.yaml"
    found = describe(open_side(folder, "base"), open_side(folder, "revision"), read_given(expected))
    text = yaml.dump(found, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=140)
    if is_updating:
        expected.write_text(text, encoding="utf-8")
    assert yaml.safe_load(text) == yaml.safe_load(expected.read_text(encoding="utf-8"))


def test_each_rule_fires_in_a_case_of_its_own() -> None:
    missing = [rule.rule.id for rule in load_rules() if rule.rule.id not in _fired_in(rule.rule.id)]
    assert missing == []


def test_each_rule_is_silent_where_its_change_is_another() -> None:
    everywhere = {folder: _rules_of(folder) for folder in FOLDERS}
    loud = [rule.rule.id for rule in load_rules() if all(rule.rule.id in rules for rules in everywhere.values())]
    assert loud == []
    assert [folder.name for folder, rules in everywhere.items() if not rules], (
        "a case in which nothing is found is missing"
    )


def test_each_folder_is_named_after_a_rule() -> None:
    known = {rule.rule.id for rule in load_rules()} | {"nothing"}
    assert sorted({folder.parent.name for folder in FOLDERS} - known) == []


def _fired_in(rule_id: str) -> set[str]:
    own = (folder for folder in FOLDERS if folder.parent.name == rule_id)
    return {found for folder in own for found in _rules_of(folder)}


def _rules_of(folder: Path) -> set[str]:
    data = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return {finding["rule"] for finding in data["findings"]}


class _Plain(yaml.SafeDumper):
    """Writes equal parts in full each time."""

    def ignore_aliases(self, data: object) -> bool:
        return True
