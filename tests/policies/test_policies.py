"""Each registry-wide rule fires and is silent; profiles and waivers change what counts."""

import pytest

from crossdock.registry.discovery import unit_names
from tests.cli.small import Small
from tests.policies.test_cases import CASES

SHIPPED = "contracts/wms/shipped/v1"
ERP = "contracts/erp/system.yaml"
RIVAL = """kind: event
title: Rival
version: 1.0.0
owner: order-flow
entities: [{entity: canonical/shipment@1, system_of_record: [%s]}]
"""

# rule → (edits that make it fire: path → (before, after)), and whether the rule was tried
FIRING: dict[str, list[tuple[str, str, str]]] = {
    "owner-missing": [("contracts/wms/system.yaml", "  owner: east\n", "")],
    "owner-unreachable": [("contracts/wms/system.yaml", "  owner: east", "  owner: esat")],
    "system-of-record-conflict": [],
    "consumers-before-sunset": [
        (
            f"{SHIPPED}/contract.yaml",
            "version: 1.0.0",
            "version: 1.0.0\nlifecycle: {state: deprecated, sunset: 2027-01-15}",
        )
    ],
}


def rules(small: Small, *arguments: str) -> dict[str, str]:
    """Return the rules that spoke, with the severity and the fix."""
    return {finding["rule"]: finding["fix"] for finding in small.findings("--today", "2026-11-21", *arguments)}


def rival(small: Small, field: str) -> None:
    text = (small.root / SHIPPED / "asyncapi.yaml").read_text()
    small.write({"contracts/erp/rival/v1/contract.yaml": RIVAL % field, "contracts/erp/rival/v1/asyncapi.yaml": text})


def test_every_policy_is_tried() -> None:
    assert set(FIRING) | {folder.name for folder in CASES.iterdir()} >= set(unit_names("policy"))


@pytest.mark.parametrize("rule", FIRING)
def test_it_is_silent_on_a_registry_that_keeps_it(small: Small, rule: str) -> None:
    assert rule not in rules(small, "--all")


@pytest.mark.parametrize("rule", FIRING)
def test_it_fires(small: Small, rule: str) -> None:
    for path, before, after in FIRING[rule]:
        small.replace(path, before, after)
    if rule == "system-of-record-conflict":
        rival(small, "/status")
    assert rule in rules(small)
    assert rule in rules(small, "--all")


def test_fields_that_lie_in_each_other_conflict_and_others_do_not(small: Small) -> None:
    rival(small, "/weight")
    assert "system-of-record-conflict" not in rules(small)
    rival(small, '""')
    assert "system-of-record-conflict" in rules(small)


def test_the_closest_team_is_named(small: Small) -> None:
    small.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    assert rules(small)["owner-unreachable"] == "did you mean `east`?"


def test_a_dissolved_team_is_felt_by_contracts_that_did_not_change(small: Small) -> None:
    small.replace("teams.yaml", "  east:", "  west:")
    found = [finding for finding in small.findings() if finding["rule"] == "owner-unreachable"]
    systems = {"contracts/canonical/system.yaml", "contracts/wms/system.yaml"}
    assert {finding["at"]["path"] for finding in found} == systems, "where the owner of their contracts is written"


def test_a_missing_owner_is_a_warning_while_adopting(small: Small) -> None:
    for path, before, after in FIRING["owner-missing"]:
        small.replace(path, before, after)
    assert small.run("check").code == 1
    small.replace("crossdock.yaml", "registry: small", "registry: small\nprofile: adopting")
    assert small.run("check").code == 0


WAIVER = """waivers:
  - rule: owner-unreachable
    contract: wms
    reason: The team is being founded.
    owner: east
    expires: %s
"""


def test_a_waiver_excuses_until_its_day_and_stays_visible(small: Small) -> None:
    small.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    small.write({"policies/waivers/east.yaml": WAIVER % "2026-12-31"})
    answer = small.run("check", "--report", "json", "--today", "2026-11-21")
    assert answer.code == 0
    waived = [finding for finding in answer.data["findings"] if finding["state"] == "waived"]
    assert "being founded" in waived[0]["waiver"]
    assert "brings a waiver" in answer.data["notices"][0]
    small.commit()
    later = small.run("check", "--all", "--report", "json", "--today", "2027-01-01")
    assert later.code == 1
    assert {"waiver-expired", "owner-unreachable"} <= {finding["rule"] for finding in later.data["findings"]}


def test_a_change_cannot_waive_itself_where_only_the_base_is_trusted(small: Small) -> None:
    small.replace("crossdock.yaml", "registry: small", "registry: small\ntrust: base")
    small.commit()
    small.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    small.write({"policies/waivers/east.yaml": WAIVER % "2026-12-31"})
    assert small.run("check", "--today", "2026-11-21").code == 1


def test_a_waiver_that_covers_nothing_is_said(small: Small) -> None:
    small.write({"policies/waivers/east.yaml": WAIVER % "2026-12-31"})
    assert "waiver-unused" in rules(small, "--all")


def test_a_waiver_without_an_end_is_an_error(small: Small) -> None:
    small.write({"policies/waivers/east.yaml": (WAIVER % "x").replace("    expires: x\n", "")})
    assert "manifest-missing-field" in rules(small)
