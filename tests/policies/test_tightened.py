"""A change that makes rules stricter says so, and which command shows what that finds elsewhere."""

import pytest

from tests.cli.small import Small

RULES = "policies/rules.yaml"
RULE = "rules:\n  told: {{given: $.info, severity: {severity}, then: {{field: contact, function: truthy}}}}\n"
ELSEWHERE = "fails no pull request: `crossdock check --all` counts it by rule, `crossdock ratchet` lets it stand"


def notices(small: Small) -> list[str]:
    found: list[str] = small.run("check", "--report", "json", "--today", "2026-11-21").data["notices"]
    return found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("profile: adopting", "", "raises the profile from `adopting` to `default`, which judges 2 contracts by a stricter profile"),
        ("profiles: [{system: wms, profile: adopting}]", "", "judges 1 contract by a stricter profile"),
        ("", "profiles: [{system: wms, profile: strict}]", "judges 1 contract by a stricter profile"),
        ("profile: adopting\nprofiles: [{profile: default, system: wms}, {profile: default, system: canonical}]", "", None),
        ("severities: 1", "", "takes the severities of the newest edition"),
        ("", "profile: adopting", None),
        ("", "title: Small", None),
    ],
)  # fmt: skip
def test_of_profiles(small: Small, before: str, after: str, said: str | None) -> None:
    small.write({"crossdock.yaml": f"registry: small\n{before}\n"})
    small.commit()
    small.write({"crossdock.yaml": f"registry: small\n{after}\n"})
    found = [notice for notice in notices(small) if notice.endswith(ELSEWHERE)]
    assert [said in notice for notice in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("before", "after", "is_said"), [(None, "warn", True), ("warn", "error", True), ("error", "warn", False)]
)
def test_of_rulesets(small: Small, before: str | None, after: str, is_said: bool) -> None:
    small.write({RULES: RULE.format(severity=before) if before else "rules: {}\n"})
    small.write({"crossdock.yaml": f"registry: small\nrulesets: [{RULES}]\n"})
    small.commit()
    small.write({RULES: RULE.format(severity=after)})
    found = [notice for notice in notices(small) if notice.endswith(ELSEWHERE)]
    assert len(found) == is_said
    assert all(notice.startswith("this change adds or ranks up 1 rule of rulesets (`told`)") for notice in found)


def test_a_change_that_starts_a_registry_tightens_nothing(small: Small) -> None:
    small.git("switch", "--quiet", "--orphan", "other")
    small.git("commit", "--quiet", "--allow-empty", "--message", "empty")
    small.git("checkout", "main", "--", ".")
    small.write({"crossdock.yaml": "registry: small\nprofile: adopting\n"})
    answer = small.run("check", "--base", "HEAD", "--report", "json", "--today", "2026-11-21")
    assert answer.data["notices"] == []
