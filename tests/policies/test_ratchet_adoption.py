"""The ratchet takes in contracts that are new to the registry, and lets nothing new into those that are not."""

import pytest

from tests.cli.small import Answer, Small

RATCHET = "policies/ratchet.yaml"
RETRY = "  retry: {attempts: 5, backoff: exponential, initial: PT1S, limit: PT5M}\n"
LETTER = "  dead_letter: platform.deadletters.wms\n"
MANIFEST = f"""kind: event
title: Packed
version: 1.0.0
lifecycle: {{state: active}}
semantics:
  delivery: at-least-once
  idempotency_key: "$message.header#/ce_id"
  ordering_key: "$message.payload#/shipmentId"
  correlation_id: "$message.header#/ce_correlationid"
{LETTER}"""
DAY = ("--today", "2026-11-21")
EXCEEDED = "ratchet-exceeded"


@pytest.fixture
def behind(small: Small) -> Small:
    """A registry in which a contract has no retry, which is counted and committed."""
    small.replace("contracts/wms/shipped/v1/contract.yaml", RETRY, "")
    small.replace("contracts/wms/shipped/v1/contract.yaml", "version: 1.0.0", "version: 1.1.0")
    assert small.run("ratchet", *DAY).code == 0
    small.commit()
    return small


def add(small: Small, name: str, manifest: str = MANIFEST) -> None:
    document = (small.root / "contracts/wms/shipped/v1/asyncapi.yaml").read_text()
    folder = f"contracts/wms/{name}/v1"
    small.write({f"{folder}/contract.yaml": manifest, f"{folder}/asyncapi.yaml": document})


def judge(small: Small, *arguments: str) -> Answer:
    return small.run("check", "--report", "json", *DAY, *arguments)


def messages(answer: Answer, rule: str) -> list[str]:
    return [each["message"] for each in answer.data["findings"] if each["rule"] == rule]


def turn(small: Small, *arguments: str) -> str:
    answer = small.run("ratchet", *DAY, *arguments)
    assert answer.code == 0, answer.err
    return answer.out


def states(answer: Answer, contract: str) -> set[tuple[str, str]]:
    return {(each["rule"], each["state"]) for each in answer.data["findings"] if each["contract"] == contract}


def test_the_change_that_adopts_passes(small: Small) -> None:
    small.git("switch", "--quiet", "--create", "adopt")
    add(small, "packed")
    assert judge(small, "--fail-on", "warning").code == 1
    turn(small)
    small.commit()
    for scope in ((), ("--all",)):
        answer = judge(small, "--fail-on", "warning", *scope)
        assert answer.code == 0, answer.out
        assert ("retry-missing", "existing") in states(answer, "wms/packed@1")
    notices = judge(small).data["notices"]
    assert notices == [
        "this change takes 1 finding of 1 contract that is new to the registry into the ratchet; it counts"
    ]


def test_a_second_wave_passes_in_one_branch_however_often_it_is_counted(behind: Small) -> None:
    behind.git("switch", "--quiet", "--create", "second")
    add(behind, "packed")
    said = turn(behind)
    assert "counted for the first time: 1 contract, 1 finding" in said
    behind.commit()
    behind.replace("contracts/wms/packed/v1/contract.yaml", LETTER, "")
    turn(behind)
    answer = judge(behind, "--fail-on", "warning")
    assert answer.code == 0, answer.out
    assert {("retry-missing", "existing"), ("dead-letter-missing", "existing")} <= states(answer, "wms/packed@1")
    assert judge(behind, "--all", "--fail-on", "warning").code == 0


def test_a_new_contract_without_counts_is_judged_as_any(behind: Small) -> None:
    add(behind, "packed")
    for scope in ((), ("--all",)):
        answer = judge(behind, *scope)
        assert (answer.code, messages(answer, EXCEEDED)) == (0, [])
        assert ("retry-missing", "new") in states(answer, "wms/packed@1")
    behind.commit()
    behind.replace("contracts/wms/packed/v1/contract.yaml", "title: Packed", "title: Packed up")
    assert judge(behind).code == 0, "what stood uncounted is nobody's who comes later"


def test_counting_does_not_excuse_what_is_new_in_a_contract_that_was_there(behind: Small) -> None:
    add(behind, "packed", MANIFEST + RETRY)
    behind.commit()
    behind.replace("contracts/wms/packed/v1/contract.yaml", RETRY, "")
    turn(behind)
    answer = judge(behind)
    assert answer.code == 1
    assert messages(answer, EXCEEDED) == ["`wms/packed@1` exceeds the ratchet of `retry-missing`: 1 found, 0 allowed"]


def test_more_than_is_written_for_a_new_contract_is_too_much(behind: Small) -> None:
    add(behind, "packed")
    document = {"retry-missing": {"wms/shipped@1": 1}, "dead-letter-missing": {"wms/packed@1": 1}}
    behind.write({RATCHET: f"ratchet: {document}\n"})
    answer = judge(behind, "--fail-on", "warning")
    assert messages(answer, EXCEEDED) == []
    assert answer.code == 1, "the rule is listed, the contract is not"


def test_where_only_the_base_is_trusted_the_numbers_count_after_their_merge(behind: Small) -> None:
    behind.write({"crossdock.yaml": "registry: small\ntrust: base\n"})
    behind.commit()
    add(behind, "packed")
    turn(behind)
    answer = judge(behind, "--fail-on", "warning")
    assert answer.code == 1
    assert "it counts only after its own merge" in answer.data["notices"][-1]


@pytest.mark.parametrize("how", ["stated", "the system", "unstated"])
@pytest.mark.parametrize("is_counted_again", [True, False])
def test_what_moves_keeps_its_number(behind: Small, how: str, is_counted_again: bool) -> None:
    add(behind, "packed")
    turn(behind)
    behind.commit()
    before, after = ("contracts/wms/packed", "contracts/wms/boxed")
    if how == "the system":
        behind.git("mv", "contracts/wms", "contracts/wes")
        behind.replace("contracts/wes/system.yaml", "title: WMS\n", "title: WMS\nformerly: [wms]\n")
        after = "contracts/wes/packed"
    else:
        behind.git("mv", before, after)
    if how == "stated":
        behind.replace(f"{after}/v1/contract.yaml", "title: Packed\n", "title: Packed\nformerly: [wms/packed]\n")
    if is_counted_again:
        said = turn(behind)
        assert "moved: " in said
        assert "gone" not in said
    kept = judge(behind)
    assert messages(kept, EXCEEDED) + messages(kept, "ratchet-raised") == []
    name = f"{after.removeprefix('contracts/')}@1"
    assert ("retry-missing", "existing") in states(kept, name)
    behind.replace(f"{after}/v1/contract.yaml", LETTER, "")
    turn(behind)
    assert ("dead-letter-missing", "new") in states(judge(behind), name), "the rule was not counted before the move"


def test_a_move_with_more_findings_is_too_much(behind: Small) -> None:
    add(behind, "packed", MANIFEST + RETRY)
    turn(behind)
    behind.commit()
    behind.git("mv", "contracts/wms/packed", "contracts/wms/boxed")
    behind.replace("contracts/wms/boxed/v1/contract.yaml", RETRY, "")
    said = "`wms/boxed@1`, which was `wms/packed@1`, exceeds the ratchet of `retry-missing`: 1 found, 0 allowed"
    assert messages(judge(behind), EXCEEDED) == [said]
    turn(behind)
    assert messages(judge(behind), EXCEEDED) == [said]
    assert "wms/boxed@1': 1" not in (behind.root / RATCHET).read_text()


def test_a_waiver_that_ended_fails_the_run_over_everything_only(behind: Small) -> None:
    waiver = "{rule: dead-letter-missing, contract: wms/packed@1, reason: later, owner: east, created: 2026-10-01, expires: 2026-11-01}"
    behind.write({"policies/waivers/wms.yaml": f"waivers: [{waiver}]\n"})
    add(behind, "packed", MANIFEST.replace(LETTER, "") + RETRY)
    behind.commit()
    assert behind.run("ratchet", "--today", "2026-10-20").code == 0
    text = (behind.root / RATCHET).read_text().replace("ratchet:\n", "ratchet:\n  dead-letter-missing: {}\n")
    behind.write({RATCHET: text})
    behind.commit()
    behind.replace("contracts/wms/packed/v1/contract.yaml", "title: Packed", "title: Packed up")
    assert judge(behind).code == 0
    assert messages(judge(behind, "--all"), EXCEEDED) != []


def test_an_ended_waiver_excuses_nothing_new(behind: Small) -> None:
    waiver = "{rule: retry-missing, contract: wms/packed@1, reason: later, owner: east, created: 2026-10-01, expires: 2026-11-01}"
    behind.write({"policies/waivers/wms.yaml": f"waivers: [{waiver}]\n"})
    add(behind, "packed", MANIFEST + RETRY)
    turn(behind)
    behind.commit()
    behind.replace("contracts/wms/packed/v1/contract.yaml", RETRY, "")
    assert messages(judge(behind), EXCEEDED) != []


def test_what_was_counted_is_not_forgotten(behind: Small) -> None:
    text = (behind.root / RATCHET).read_text()
    behind.write({RATCHET: text.replace("  'wms/shipped@1': default\n", "")})
    said = "`wms/shipped@1` is no longer among what the ratchet has counted"
    assert messages(judge(behind), "ratchet-raised") == [said]


def test_what_a_stricter_profile_finds_is_counted(small: Small) -> None:
    small.write({"crossdock.yaml": "registry: small\nprofiles: [{system: wms, profile: adopting}]\n"})
    document = (small.root / "contracts/wms/shipped/v1/asyncapi.yaml").read_text()
    for system in ("wms", "erp"):
        folder = f"contracts/{system}/packed/v1"
        owned = MANIFEST.replace("version: 1.0.0\n", "version: 1.0.0\nowner: east\nlayer: system\n")
        small.write({f"{folder}/contract.yaml": owned, f"{folder}/asyncapi.yaml": document})
    turn(small)
    small.commit()
    assert "    'wms/packed@1': 1\n" not in (small.root / RATCHET).read_text()
    small.write({"crossdock.yaml": "registry: small\n"})
    assert messages(judge(small, "--all"), EXCEEDED) == []
    assert "rules counted for the first time: 1 finding" in turn(small)
    answer = judge(small)
    assert (answer.code, messages(answer, "ratchet-raised")) == (0, [])
    assert judge(small, "--all", "--fail-on", "warning").code == 0


def test_of_everything_only_what_came_on_top_is_new(behind: Small) -> None:
    item = "    {status}: {{summary: It moved, action: send, channel: {{$ref: '#/channels/shipped'}}}}\n"
    rules = (
        "rules:\n  told: {given: '$.operations[*]', severity: error, then: {field: description, function: truthy}}\n"
    )
    behind.write({"policies/rules.yaml": rules, "crossdock.yaml": "registry: small\nrulesets: [policies/rules.yaml]\n"})
    path = "contracts/wms/shipped/v1/asyncapi.yaml"
    turn(behind)
    behind.commit()
    behind.replace(path, "components:\n", item.format(status="again")[2:] + "components:\n")
    answer = judge(behind, "--all")
    told = [each for each in answer.data["findings"] if each["rule"] == "told"]
    assert [(each["state"], each["at"]["pointer"].split("/")[2]) for each in told] == [
        ("new", "again"),
        ("existing", "publishShipped"),
    ]
    behind.commit()
    behind.replace(path, "title: Shipped", "title: Shipped out")
    told = [each for each in judge(behind, "--all").data["findings"] if each["rule"] == "told"]
    assert [each["state"] for each in told] == ["existing", "existing"], "which came on top is not known any more"
    assert len(messages(judge(behind, "--all"), EXCEEDED)) == 1


def test_what_is_held_against_releases_and_waivers_is_not_counted(behind: Small) -> None:
    behind.replace(
        "contracts/canonical/shipment/v1/schema.json", '"weight": {"type": "number"}', '"weight": {"type": "string"}'
    )
    waiver = "{rule: retry-missing, contract: wms/gone@1, reason: later, owner: east, created: 2026-10-01, expires: 2026-11-01}"
    behind.write({"policies/waivers/wms.yaml": f"waivers: [{waiver}]\n"})
    found = {each["rule"] for each in judge(behind, "--all").data["findings"] if each["severity"] != "info"}
    assert {
        "response-property-type-changed",
        "version-released-edited",
        "waiver-expired",
        "waiver-contract-unknown",
    } <= found
    turn(behind)
    text = (behind.root / RATCHET).read_text()
    assert [rule for rule in found if f"  {rule}:\n" in text] == ["retry-missing"]


def test_in_a_change_it_is_said_where_the_first_new_one_is(behind: Small) -> None:
    behind.replace("contracts/wms/shipped/v1/contract.yaml", LETTER, "")
    behind.write(
        {RATCHET: (behind.root / RATCHET).read_text().replace("ratchet:\n", "ratchet:\n  dead-letter-missing: {}\n")}
    )
    behind.commit()
    (found,) = [each for each in behind.findings(*DAY) if each["rule"] == EXCEEDED]
    assert (found["at"]["path"], found["contract"]) == ("contracts/wms/shipped/v1/contract.yaml", "wms/shipped@1")
    (found,) = [each for each in behind.findings(*DAY, "--all") if each["rule"] == EXCEEDED]
    assert found["at"]["path"] == RATCHET
