"""The functions of `spectral:oas` on what documents seldom hold: other types, absent names, references in odd places."""

from pathlib import Path

import pytest
import yaml

from crossdock.registry.lint_result import Result
from crossdock.registry.linting import lint_file, read_rules
from crossdock.registry.rulesets.ruleset import Ruleset

HEADS = {"2": "swagger: '2.0'", "3": "openapi: 3.0.3", "3.1": "openapi: 3.1.0", "3.2": "openapi: 3.2.0"}
CASES = Path(__file__).parent / "oas_functions.yaml"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    file = tmp_path_factory.mktemp("rules") / "rules.yaml"
    file.write_text("extends: [['spectral:oas', all]]\n", "utf-8")
    return read_rules(file)[0]


def lint(folder: Path, head: str, document: str, rules: Ruleset) -> list[Result]:
    (folder / "api.yaml").write_text(f"{HEADS[head]}\ninfo: {{title: A, version: '1'}}\n{document}", "utf-8")
    return lint_file(folder / "api.yaml", rules)


def read_cases() -> list[object]:
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    return [pytest.param(case, id=f"{case['rule']}: {case['when']}") for case in cases]


@pytest.mark.parametrize("case", read_cases())
def test_a_rule_finds_just_this(tmp_path: Path, rules: Ruleset, case: dict[str, str]) -> None:
    found = lint(tmp_path, case["version"], case["document"], rules)
    told = [("/".join(each.path), each.message) for each in found if each.code == case["rule"]]
    assert told == [(at, message) for at, message in case["found"]]
