"""Profiles hold for systems and layers of their own, and an edition keeps later rules from failing a build."""

import pytest

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule
from crossdock.registry.profiles import ADOPTING, SEVERITIES
from crossdock.registry.specifications import problems
from tests.cli.small import Small

SUBJECT = "contracts/wms/subject/v1"
API = """openapi: 3.1.0
info: {title: Subject, version: 1.0.0}
paths:
  /orders:
    post: {operationId: order, responses: {"200": {description: done}}}
"""
RULE = "partner-authentication-missing"


@pytest.fixture
def partner(small: Small) -> Small:
    manifest = "kind: api\ntitle: Subject\nversion: 1.0.0\nlayer: partner\n"
    small.write({f"{SUBJECT}/contract.yaml": manifest, f"{SUBJECT}/openapi.yaml": API})
    return small


def severity(small: Small, settings: str) -> str:
    small.write({"crossdock.yaml": f"registry: small\n{settings}"})
    return next(each["severity"] for each in small.findings("--today", "2026-11-21") if each["rule"] == RULE)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", "error"),
        ("profile: adopting\n", "warning"),
        ("profiles: [{system: wms, profile: adopting}]\n", "warning"),
        ("profiles: [{layer: partner, profile: adopting}]\n", "warning"),
        ("profiles: [{system: wms, layer: partner, profile: adopting}]\n", "warning"),
        ("profiles: [{system: erp, profile: adopting}]\n", "error"),
        ("profiles: [{system: wms, layer: system, profile: adopting}]\n", "error"),
        ("profile: adopting\nprofiles: [{layer: partner, profile: strict}]\n", "error"),
        ("profiles: [{system: wms, profile: adopting}, {layer: partner, profile: strict}]\n", "error"),
        ("profiles: [{profile: adopting}]\n", "error"),
    ],
)
def test_the_last_profile_that_fits_counts(partner: Small, settings: str, expected: str) -> None:
    assert severity(partner, settings) == expected


@pytest.mark.parametrize(("settings", "expected"), [("severities: 1\n", "info"), ("severities: 2\n", "error")])
def test_a_rule_of_a_later_edition_is_information(partner: Small, settings: str, expected: str) -> None:
    assert severity(partner, settings) == expected


def test_a_rule_of_the_edition_keeps_its_severity(small: Small) -> None:
    small.write({"crossdock.yaml": "registry: small\nseverities: 1\n"})
    small.replace("contracts/wms/system.yaml", "  owner: east\n", "")
    assert "owner-missing" in {each["rule"] for each in small.findings() if each["severity"] == "error"}


def test_a_change_that_lowers_them_is_told_and_does_not_count_where_the_base_is_trusted(partner: Small) -> None:
    partner.write({"crossdock.yaml": "registry: small\ntrust: base\n"})
    partner.commit()
    partner.write(
        {
            "crossdock.yaml": "registry: small\ntrust: base\nseverities: 1\nprofiles: [{system: wms, profile: adopting}]\n"
        }
    )
    partner.write({f"{SUBJECT}/openapi.yaml": API.replace("done", "all right")})
    answer = partner.run("check", "--report", "json", "--today", "2026-11-21")
    assert {each["severity"] for each in answer.data["findings"] if each["rule"] == RULE} == {"error"}
    assert any("edition 1" in notice for notice in answer.data["notices"])
    named = (
        "`wms/subject@1` as `adopting` instead of `default`: the entry `{system: wms, profile: adopting}` of `profiles`"
    )
    assert any(
        named.replace("`wms/subject@1`", "`wms/shipped@1`, `wms/subject@1`") in each for each in answer.data["notices"]
    )


def test_a_layer_that_is_none_is_said(partner: Small) -> None:
    partner.write({"crossdock.yaml": "registry: small\nprofiles: [{layer: partners, profile: adopting}]\n"})
    assert any(each["at"]["path"] == "crossdock.yaml" for each in partner.findings())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "profiles: [{system: erp, profile: adopting}]", None),  # no contract
        ("", "profiles: [{layer: experience, profile: adopting}]", None),
        ("", "profiles: [{layer: partner, profile: strict}]", None),
        ("", "profiles: [{system: wms, profile: default}]", None),
        ("profile: adopting", "profile: adopting\nprofiles: [{system: wms, profile: adopting}]", None),
        ("profiles: [{system: wms, profile: adopting}]", "profiles: [{system: wms, layer: partner, profile: adopting}]", None),
        ("", "profiles: [{layer: partner, profile: adopting}]",
         "judges `wms/subject@1` as `adopting` instead of `default`: the entry `{layer: partner, profile: adopting}` of `profiles`"),
        ("profiles: [{layer: partner, profile: strict}]", "",
         "judges `wms/subject@1` as `default` instead of `strict`: the entry `{layer: partner, profile: strict}` of `profiles` is gone"),
        ("profiles: [{layer: partner, profile: strict}, {system: wms, profile: adopting}]",
         "profiles: [{system: wms, profile: adopting}, {layer: partner, profile: strict}]", None),
        ("profiles: [{system: wms, profile: adopting}, {layer: partner, profile: strict}]",
         "profiles: [{layer: partner, profile: strict}, {system: wms, profile: adopting}]",
         "judges `wms/subject@1` as `adopting` instead of `strict`: the entry `{system: wms, profile: adopting}` of `profiles`"),
    ],
)  # fmt: skip
def test_profiles_are_told_where_they_make_a_contract_milder(
    partner: Small, before: str, after: str, said: str | None
) -> None:
    partner.write({"crossdock.yaml": f"registry: small\n{before}\n"})
    partner.commit()
    partner.write({"crossdock.yaml": f"registry: small\n{after}\n"})
    notices = partner.run("check", "--report", "json").data["notices"]
    milder = [each for each in notices if "profile" in each and "stricter" not in each]
    assert [said in notice for notice in milder] == [True] if said else milder == []


def unknown_systems(small: Small, *arguments: str) -> list[tuple[str, str, int]]:
    found = [each for each in small.findings(*arguments) if each["rule"] == "profile-system-unknown"]
    return [(each["message"].split("`")[1], each["fix"], each["at"]["line"]) for each in found]


def test_a_system_that_is_none_is_said_with_the_nearest(small: Small) -> None:
    settings = "registry: small\nprofiles:\n  - {system: wsm, profile: adopting}\n  - {system: erp, profile: strict}\n"
    small.write({"crossdock.yaml": settings})
    assert unknown_systems(small) == [("wsm", "did you mean `wms`?", 3)]
    small.commit()
    assert unknown_systems(small, "--base", "HEAD") == []
    assert unknown_systems(small, "--all") == [("wsm", "did you mean `wms`?", 3)]


def test_a_system_that_goes_away_leaves_its_profile_behind(small: Small) -> None:
    small.write({"crossdock.yaml": "registry: small\nprofiles: [{system: erp, profile: adopting}]\n"})
    small.commit()
    (small.root / "contracts/erp/system.yaml").unlink()
    assert unknown_systems(small) == [("erp", "Correct the name, or take the entry out.", 2)]


def test_what_is_wrong_with_documents_of_others_warns_while_a_registry_adopts() -> None:
    ours = ("table-", "vocabulary-")
    rules = [rule for rule in vars(problems).values() if isinstance(rule, Rule) and not rule.id.startswith(ours)]
    grave = {rule.id for rule in rules if rule.severity is Severity.ERROR}
    assert "schema-pattern-wrong" in grave
    assert grave <= {rule for rule, severity in SEVERITIES[ADOPTING].items() if severity is Severity.WARNING}
