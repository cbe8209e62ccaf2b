"""Waivers that end: what is said of them, what a change loosens, and how one is written."""

import json

import pytest

from tests.cli.small import Small

TODAY = ("--today", "2026-11-21")
SHIPPED = "contracts/wms/shipped/v1"
WAIVER = """# agreed in the round of owners
waivers:
  - rule: owner-unreachable   # see the ticket
    contract: wms
    reason: The team is being founded.
    owner: east
    created: 2026-11-01
    expires: 2026-12-31
"""
FILE = "policies/waivers/wms.yaml"
RULESET = """rules:
  has-description: {given: $.info, severity: error, then: {field: description, function: truthy}}
  has-licence: {given: $.info, severity: warn, then: {field: license, function: truthy}}
"""


@pytest.fixture
def broken(small: Small) -> Small:
    """A registry on main whose system is owned by a team that does not exist, excused until the end of the year."""
    small.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    small.write({FILE: WAIVER})
    small.commit()
    return small


def rules(small: Small, *arguments: str) -> dict[str, str]:
    return {finding["rule"]: finding["message"] for finding in small.findings(*arguments)}


def notices(small: Small, *arguments: str) -> list[str]:
    found: list[str] = small.run("check", "--report", "json", *TODAY, *arguments).data["notices"]
    return found


@pytest.mark.parametrize(
    ("today", "before", "after", "rule", "code"),
    [
        ("2026-11-21", "", "", None, 0),
        ("2026-12-02", "", "", "waiver-expires-soon", 0),
        ("2026-12-31", "", "", "waiver-expires-soon", 0),
        ("2027-01-01", "", "", "waiver-expired", 1),
        ("2026-11-21", "expires: 2026-12-31", "expires: 2027-11-02", "waiver-too-long", 1),
        ("2026-11-21", "expires: 2026-12-31", "expires: 2027-11-01", None, 0),
        ("2026-11-21", "created: 2026-11-01", "created: 2030-01-01", None, 0),
        ("2026-11-21", "owner-unreachable ", "owner-unreachabel ", "waiver-rule-unknown", 1),
        ("2026-11-21", "contract: wms", "contract: vms", "waiver-contract-unknown", 1),
        ("2026-11-21", "owner-unreachable ", "owner-missing ", "waiver-unused", 1),
    ],
)
def test_a_check_of_everything_judges_the_waivers(
    broken: Small, today: str, before: str, after: str, rule: str | None, code: int
) -> None:
    broken.replace(FILE, before, after)
    answer = broken.run("check", "--all", "--report", "json", "--today", today)
    found = {
        f["rule"] for f in answer.data["findings"] if f["rule"].startswith("waiver-") and f["rule"] != "waiver-unused"
    }
    if rule == "waiver-unused":
        assert rule in {f["rule"] for f in answer.data["findings"]}
    else:
        assert found == ({rule} if rule else set())
    assert answer.code == code


def test_the_longest_and_the_notice_are_settings(broken: Small) -> None:
    broken.replace("crossdock.yaml", "registry: small", "registry: small\nwaivers: {longest_days: 30, notice_days: 60}")
    found = rules(broken, "--all", *TODAY)
    assert "60 days, until 2026-12-31; 30 are allowed" in found["waiver-too-long"]
    assert "in 40 days" in found["waiver-expires-soon"]


def test_an_end_that_has_come_is_not_the_fault_of_another_change(broken: Small) -> None:
    broken.replace(f"{SHIPPED}/contract.yaml", "title: Shipped", "title: Shipment shipped")
    answer = broken.run("check", "--report", "json", "--today", "2027-01-01")
    assert answer.code == 0
    assert {f["state"] for f in answer.data["findings"] if f["rule"] == "owner-unreachable"} <= {"existing"}
    assert "waiver-expired" not in {f["rule"] for f in answer.data["findings"]}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("expires: 2026-12-31", "expires: 2027-03-31", "prolongs a waiver of `owner-unreachable` for `wms` until 2027-03-31"),
        ("expires: 2026-12-31", "expires: 2026-12-01", None),
        ("contract: wms", 'contract: "*"', "widens a waiver of `owner-unreachable` for `*`"),
        ("contract: wms", "contract: wms/shipped@1", None),
        ("contract: wms", 'contract: "w**"', "widens a waiver of `owner-unreachable` for `w**`"),
        ("reason: The team is being founded.", "reason: The team is founded in December.", None),
        ("contract: wms", "contract: erp", "brings a waiver of `owner-unreachable` for `erp`"),
    ],
)  # fmt: skip
def test_only_what_excuses_more_is_told(broken: Small, before: str, after: str, said: str | None) -> None:
    broken.replace(FILE, before, after)
    found = notices(broken)
    assert len(found) == (said is not None)
    if said is not None:
        assert said in found[0]
        assert found[0].endswith("; it counts")


def test_where_the_base_is_trusted_a_prolonged_waiver_ends_when_it_ended(broken: Small) -> None:
    broken.replace("crossdock.yaml", "registry: small", "registry: small\ntrust: base")
    broken.replace("contracts/wms/system.yaml", "  owner: esat", "  owner: east")
    broken.commit()
    broken.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    broken.replace(FILE, "expires: 2026-12-31", "expires: 2027-03-31")
    assert broken.run("check", *TODAY).code == 0
    assert broken.run("check", "--today", "2027-01-15").code == 1
    assert notices(broken)[0].endswith("only after its own merge")


def test_a_change_cannot_make_itself_trusted(broken: Small) -> None:
    broken.replace("crossdock.yaml", "registry: small", "registry: small\ntrust: base")
    broken.write({FILE: None})
    broken.replace("contracts/wms/system.yaml", "  owner: esat", "  owner: east")
    broken.commit()
    broken.replace("crossdock.yaml", "trust: base", "trust: head")
    broken.replace("contracts/wms/system.yaml", "  owner: east", "  owner: esat")
    broken.write({FILE: WAIVER})
    assert broken.run("check", *TODAY).code == 1
    assert any("lets waivers and loosened rules" in notice for notice in notices(broken))


@pytest.fixture
def ruled(small: Small) -> Small:
    """A registry with a ruleset, which its contract breaks in the change."""
    small.replace("crossdock.yaml", "registry: small", "registry: small\nprofile: strict\nrulesets: [rules.yaml]")
    small.write({"rules.yaml": RULESET})
    small.replace(
        f"{SHIPPED}/asyncapi.yaml", "info: {title: Shipped", "info: {title: Shipped, description: x, license: {name: x}"
    )
    small.commit()
    small.replace(f"{SHIPPED}/asyncapi.yaml", "description: x, ", "")
    return small


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("rules.yaml", "severity: error", "severity: off", "turns off the rule `has-description`"),
        ("rules.yaml", "severity: error", "severity: hint", "ranks down the rule `has-description` from error to hint"),
        ("rules.yaml", RULESET.splitlines()[1] + "\n", "", "removes the rule `has-description`"),
        ("rules.yaml", "field: description", "field: title",
         'rewrites the rule `has-description`: `then` was `{"field": "description", "function": "truthy"}` and is'
         ' `{"field": "title", "function": "truthy"}`; findings count by the new text'),
        ("rules.yaml", RULESET, RULESET + "overrides:\n  - {files: ['**'], rules: {has-description: off}}\n",
         "brings an exception from rules for `**`"),
        ("crossdock.yaml", "rulesets: [rules.yaml]", "rulesets: []", "removes the rule `has-description`"),
    ],
)  # fmt: skip
def test_loosened_rules_are_told_and_count_as_trusted(
    ruled: Small, path: str, before: str, after: str, said: str
) -> None:
    assert ruled.run("check", *TODAY).code == 1
    ruled.replace(path, before, after)
    assert ruled.run("check", *TODAY).code == 0, "a change is trusted"
    assert any(said in notice for notice in notices(ruled))
    ruled.git("stash", "--quiet")
    ruled.replace("crossdock.yaml", "registry: small", "registry: small\ntrust: base")
    ruled.commit()
    ruled.git("stash", "pop", "--quiet")
    assert ruled.run("check", *TODAY).code == 1, "only the base is trusted"
    assert any(notice.endswith("only after its own merge") for notice in notices(ruled))


def test_a_long_text_is_shown_from_where_it_differs(ruled: Small) -> None:
    values = [f"name-{number}" for number in range(100)]
    then = {"field": "description", "function": "enumeration", "functionOptions": {"values": values}}
    ruled.write({"rules.yaml": json.dumps({"rules": {"named": {"given": "$.info", "then": then}}})})
    ruled.commit()
    ruled.replace("rules.yaml", '"name-70",', '"name-x",')
    answer = ruled.run("check", "--base", "HEAD", "--report", "json", *TODAY)
    notice = next(each for each in answer.data["notices"] if "rewrites" in each)
    assert '"name-70", "name-71"' in notice
    assert '"name-x", "name-71"' in notice
    assert len(notice) < 400


def test_a_stricter_ruleset_loosens_nothing(ruled: Small) -> None:
    ruled.replace("rules.yaml", "severity: warn", "severity: error")
    (told,) = notices(ruled)
    assert told.startswith("this change adds or ranks up 1 rule of rulesets (`has-licence`)")


def test_a_lower_profile_is_told_and_counts_as_trusted(small: Small) -> None:
    small.replace("contracts/wms/system.yaml", "  owner: east\n", "")
    small.replace("crossdock.yaml", "registry: small", "registry: small\nprofile: adopting")
    assert small.run("check").code == 0
    assert any("lowers the profile from `default` to `adopting`" in notice for notice in notices(small))
    small.replace("crossdock.yaml", "registry: small", "registry: small\ntrust: base")
    assert small.run("check").code == 1


def test_findings_of_rulesets_are_waived(ruled: Small) -> None:
    answer = ruled.run(
        "waive", "has-description", "--contract", "wms/shipped@1", "--reason", "the next version has one", *TODAY
    )
    assert answer.code == 0, answer.err
    assert ruled.run("check", *TODAY).code == 0
    assert {f["state"] for f in ruled.findings(*TODAY) if f["rule"] == "has-description"} == {"waived"}


def test_a_finding_is_waived_by_its_id(broken: Small) -> None:
    broken.replace(f"{SHIPPED}/asyncapi.yaml", "properties: {ce_id", "properties: {other")
    found = [f for f in broken.findings(*TODAY) if f["state"] == "new" and f["severity"] == "error"]
    assert found
    for finding in found:
        assert f"id: {finding['identity']}" in broken.run("check", "--verbose", *TODAY).out
        reason = "agreed: #1, \"quoted\" 'twice'"
        answer = broken.run(
            "waive", finding["identity"], "--reason", reason, "--ticket", "INT-7", "--approver", "architecture",
            "--owner", "east", *TODAY,
        )  # fmt: skip
        assert answer.code == 0, answer.err
        assert "until 2027-02-19" in answer.out
    assert broken.run("check", *TODAY).code == 0
    waived = [f["waiver"] for f in broken.findings(*TODAY) if f["state"] == "waived" and "INT-7" in f["waiver"]]
    assert len(waived) == len(found)
    assert (broken.root / FILE).read_text("utf-8").startswith(WAIVER), "what was there stays, with its comments"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("owner-missing", "--contract", "wms"), 2, "Missing option '--reason'"),
        (("owner-missing", "--contract", "wms", "--reason", " "), 2, "a waiver needs a reason"),
        (("owner-missing", "--reason", "x"), 2, "`--contract ID`"),
        (("owner-mising", "--contract", "wms", "--reason", "x"), 2, "did you mean `owner-missing`?"),
        (("owner-missing", "--contract", "wsm", "--reason", "x"), 2, "did you mean `wms`?"),
        (("owner-missing", "--contract", "wms", "--reason", "x", "--expires", "2026-11-20"), 2, "ended on 2026-11-20"),
        (("owner-missing", "--contract", "wms", "--reason", "x", "--expires", "2027-11-22"), 2, "365 are allowed"),
        (("owner-unreachable", "--contract", "wms", "--reason", "x", "--expires", "2026-12-01"), 2, "already"),
        (("0123456789abcdef", "--reason", "x"), 2, "no finding has the id"),
    ],
)
def test_it_refuses_what_would_be_no_waiver(broken: Small, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = (broken.root / FILE).read_text("utf-8")
    answer = broken.run("waive", *arguments, *TODAY)
    assert (answer.code, said in answer.out + answer.err) == (code, True), answer.out + answer.err
    assert (broken.root / FILE).read_text("utf-8") == before


def test_a_dry_run_writes_nothing(broken: Small) -> None:
    answer = broken.run("waive", "owner-missing", "--contract", "erp", "--reason", "x", "--dry-run", *TODAY)
    assert answer.out.startswith("waivers:\n  - rule: owner-missing\n")
    assert not (broken.root / "policies/waivers/erp.yaml").exists()


@pytest.mark.parametrize("text", ["waivers: [{rule: a}]\n", "waivers:\n  - {rule: a\n", "waivers: x\n"])
def test_a_file_that_cannot_be_continued_is_left_alone(small: Small, text: str) -> None:
    small.write({"policies/waivers/erp.yaml": text})
    answer = small.run("waive", "owner-missing", "--contract", "erp", "--reason", "x", *TODAY)
    assert answer.code == 2
    assert "erp.yaml cannot be continued" in answer.err
    assert (small.root / "policies/waivers/erp.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("crossdock.yaml", "profile: strict", "profile: stict"),
        ("crossdock.yaml", "policies/rules.yaml", "policies/rulse.yaml"),
        ("policies/rules.yaml", "rules:", "rules: ["),
        ("policies/rules.yaml", "rules:", "ruels:"),
    ],
)
def test_what_cannot_be_read_is_told_alone(broken: Small, file: str, before: str, after: str) -> None:
    broken.replace(
        "crossdock.yaml", "registry: small", "registry: small\nprofile: strict\nrulesets: [policies/rules.yaml]"
    )
    broken.write({"policies/rules.yaml": RULESET, FILE: WAIVER.replace("owner-unreachable ", "has-licence ")})
    broken.commit()
    broken.replace(file, before, after)
    assert notices(broken) == []
    found = rules(broken, "--all", *TODAY)
    assert "waiver-rule-unknown" not in found
    assert broken.run("check", *TODAY).code != 0
    broken.commit()
    assert "waiver-rule-unknown" not in rules(broken, "--all", *TODAY)
