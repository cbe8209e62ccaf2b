"""The ratchet lets the findings that stand only become fewer."""

import pytest

from tests.cli.small import Answer, Small

SHIPPED = "contracts/wms/shipped/v1/contract.yaml"
RATCHET = "policies/ratchet.yaml"
RETRY = "  retry: {attempts: 5, backoff: exponential, initial: PT1S, limit: PT5M}\n"
DAY = ("--today", "2026-11-21")


@pytest.fixture
def behind(small: Small) -> Small:
    """A registry without a retry, which is committed as the next version."""
    small.replace(SHIPPED, RETRY, "")
    small.replace(SHIPPED, "version: 1.0.0", "version: 1.1.0")
    small.commit()
    return small


def judge(small: Small, *arguments: str) -> Answer:
    return small.run("check", "--report", "json", *DAY, *arguments)


def found(answer: Answer) -> dict[str, str]:
    return {each["rule"]: each["state"] for each in answer.data["findings"]}


def written(small: Small) -> str:
    assert small.run("ratchet", *DAY).code == 0
    return (small.root / RATCHET).read_text("utf-8")


def test_what_stands_is_written_and_fails_nothing(behind: Small) -> None:
    assert found(judge(behind, "--all"))["retry-missing"] == "new"
    assert judge(behind, "--all", "--fail-on", "warning").code == 1
    assert "  retry-missing:\n    'wms/shipped@1': 1\n" in written(behind)
    assert found(judge(behind, "--all"))["retry-missing"] == "existing"
    assert judge(behind, "--all", "--fail-on", "warning").code == 0


def test_one_more_is_an_error_though_the_rule_only_warns(behind: Small) -> None:
    document = (behind.root / "contracts/wms/shipped/v1/asyncapi.yaml").read_text()
    manifest = f"kind: event\ntitle: Again\nversion: 1.0.0\nsemantics:\n  delivery: at-least-once\n{RETRY}"
    behind.write({"contracts/wms/again/v1/contract.yaml": manifest, "contracts/wms/again/v1/asyncapi.yaml": document})
    written(behind)
    behind.commit()
    behind.replace("contracts/wms/again/v1/contract.yaml", RETRY, "")
    for scope in ((), ("--all",)):
        answer = judge(behind, *scope)
        messages = [each["message"] for each in answer.data["findings"] if each["rule"] == "ratchet-exceeded"]
        assert messages == ["`wms/again@1` exceeds the ratchet of `retry-missing`: 1 found, 0 allowed"]
        assert answer.code == 1


def test_numbers_fall_and_none_rises(behind: Small) -> None:
    text = written(behind)
    behind.commit()
    behind.replace(SHIPPED, "version: 1.1.0", "version: 1.1.0\ndescription: It left.")
    assert written(behind) == text
    behind.replace(SHIPPED, "  delivery: at-least-once\n", "  delivery: at-least-once\n" + RETRY)
    assert "  retry-missing: {}\n" in written(behind)
    behind.replace(SHIPPED, RETRY, "")
    assert "  retry-missing: {}\n" in written(behind), "what was mended is not taken in again"
    assert "ratchet-exceeded" in found(judge(behind, "--all"))


def test_a_rule_that_it_does_not_know_is_taken_in(behind: Small) -> None:
    behind.write({RATCHET: "ratchet: {}\n"})
    assert "ratchet-exceeded" not in found(judge(behind, "--all"))
    assert "retry-missing" in written(behind)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "ratchet: {retry-missing: {wms/shipped@1: 2}}\n",
            "the ratchet of `retry-missing` for `wms/shipped@1` goes from 1 to 2",
        ),
        ("ratchet: {}\n", "`retry-missing` is no longer in the ratchet"),
        (None, "`retry-missing` is no longer in the ratchet"),
    ],
)
def test_a_change_cannot_raise_it(behind: Small, text: str | None, message: str) -> None:
    behind.write({RATCHET: "ratchet: {retry-missing: {wms/shipped@1: 1}}\n"})
    behind.commit()
    behind.write({RATCHET: text})
    answer = judge(behind)
    assert [each["message"] for each in answer.data["findings"] if each["rule"] == "ratchet-raised"] == [message]
    assert answer.code == 1


@pytest.mark.parametrize(
    "text", ["ratchet: {retry-missing: {wms/shipped@1: 0}}\n", "ratchet: [1]\n", "ratchet: {a: {b: many}}\n", "["]
)
def test_a_broken_one_is_said_and_not_written_over(behind: Small, text: str) -> None:
    behind.write({RATCHET: text})
    assert any(each["at"]["path"] == RATCHET for each in judge(behind).data["findings"])
    assert behind.run("ratchet", *DAY).code == 2
    assert (behind.root / RATCHET).read_text() == text


def test_a_dry_run_writes_nothing(behind: Small) -> None:
    assert "retry-missing" in behind.run("ratchet", "--dry-run", *DAY).out
    assert not (behind.root / RATCHET).exists()


def test_a_release_counts_what_the_ratchet_allows_as_standing(small: Small) -> None:
    small.write({"contracts/wms/shipped/v1/examples/Shipped--one.json": '{"status": "SHIPPED"}\n'})
    small.replace(SHIPPED, "version: 1.0.0", "version: 1.0.1")
    small.commit()
    refused = small.run("release", "--dry-run", *DAY)
    assert refused.code == 1
    assert "wms/shipped@1: not released, 1.0.1 has errors" in refused.out
    assert "nothing to release" not in refused.out
    written(small)
    small.commit()
    answer = small.run("release", *DAY)
    assert answer.code == 0, answer.out
    assert "wms/shipped@1: 1.0.1 released" in answer.out


def test_a_release_of_which_all_is_refused_says_so(small: Small) -> None:
    small.write({"contracts/wms/shipped/v1/examples/Shipped--one.json": '{"status": "SHIPPED"}\n'})
    small.replace(SHIPPED, "version: 1.0.0", "version: 1.0.1")
    small.commit()
    answer = small.run("release", *DAY)
    assert answer.out.splitlines()[-1] == "nothing released: 1 version refused; mend what is said above"


def test_what_it_says_points_at_the_entry(behind: Small) -> None:
    behind.write({RATCHET: "ratchet:\n  retry-missing:\n    wms/shipped@1: 1\n"})
    behind.commit()
    behind.write({RATCHET: "ratchet:\n  retry-missing:\n    wms/shipped@1: 2\n"})
    places = [each["at"] for each in judge(behind).data["findings"] if each["rule"] == "ratchet-raised"]
    assert [place["line"] for place in places] == [3]


@pytest.mark.parametrize("rule", ["ratchet-exceeded", "ratchet-raised"])
def test_what_it_says_is_not_waived(behind: Small, rule: str) -> None:
    answer = behind.run("waive", rule, "--contract", "wms/shipped@1", "--reason", "later", *DAY)
    assert answer.code == 2
    assert f"`{rule}` cannot be waived" in answer.err
    assert not (behind.root / "policies/waivers").exists()
