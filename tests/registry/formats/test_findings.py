"""Every case in `tests/cases/formats/findings/`: what is found in a document, all of it and nothing else."""

from pathlib import Path

import pytest

from crossdock.registry.model.rule import Rule
from crossdock.registry.specifications import problems
from tests.registry.formats.reading import compare, describe, open_case

CASES = Path(__file__).parents[2] / "cases" / "formats" / "findings"
RULES = tuple(value for value in vars(problems).values() if isinstance(value, Rule))
# what only `--thorough` finds has tests of its own
ELSEWHERE = {problems.SECOND_OPINION.id, problems.SECOND_OPINION_STOPPED.id}


def find_all(folder: Path) -> list[dict[str, str]]:
    document, resolver, form = open_case(folder)
    return [describe(finding, resolver) for finding in form.validate(document, resolver)]


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_document_is_judged_as_expected(folder: Path, is_updating: bool) -> None:
    compare({"findings": find_all(folder)}, folder, is_updating)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in ELSEWHERE], ids=lambda rule: rule.id)
def test_rule_has_a_case_where_it_speaks_and_one_where_it_is_silent(rule: Rule) -> None:
    spoken = [any(found["rule"] == rule.id for found in find_all(folder)) for folder in (CASES / rule.id).iterdir()]
    assert any(spoken), f"no case below findings/{rule.id} shows the rule"
    assert not all(spoken), f"no case below findings/{rule.id} shows the rule silent"


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_messages_keep_the_house_style_and_identities_differ(folder: Path) -> None:
    document, resolver, form = open_case(folder)
    findings = list(form.validate(document, resolver))
    assert len({finding.identity for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.why and finding.fix
        assert not finding.message.endswith(".")
        assert finding.message[0] == finding.message[0].lower()


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
