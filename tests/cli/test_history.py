"""Transitivity: a change is held against every standing release of its line, and says who is still on the one that fails."""

from typing import Any

import yaml

from tests.cli.history import FOLDER, KEY, consume, release, waive, write
from tests.cli.small import Small

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


def breaks(small: Small) -> dict[str, dict[str, Any]]:
    """Return the errors about the contract that have a payload to show, by what changed."""
    found = [f for f in small.findings("--today", "2026-06-02") if f["severity"] == "error" and f["evidence"]]
    return {f["message"]: f for f in found if f["contract"] == KEY and f["evidence"]["kind"] == "payload"}


def four_releases(small: Small) -> None:
    """1.1.0 knows a weight that 1.2.0 (withdrawn) and 1.3.0 do not, and an accepted break lies between 1.1.0 and 1.3.0."""
    release(small, "1.0.0", {"id": TEXT, "code": TEXT}, ["id", "code"])
    release(small, "1.1.0", {"id": TEXT, "code": TEXT, "weight": NUMBER}, ["id", "code"])
    release(small, "1.2.0", {"id": TEXT, "code": TEXT, "zone": NUMBER}, ["id", "code"])
    answer = small.run("release", "wms/labels@1.2.0", "--withdraw", "the zone was wrong", "--today", "2026-06-01")
    assert answer.code == 0, answer.err
    waive(small, "response-property-became-optional")
    release(small, "1.3.0", {"id": TEXT, "code": TEXT}, ["id"])
    small.write({"policies/waivers/labels.yaml": None})
    small.commit("the waiver has ended")


def test_a_break_against_an_older_release_is_found_and_names_who_is_on_it(small: Small) -> None:
    four_releases(small)
    consume(small, tms="1.1.0", portal="1.3.0", mobile=None)
    write(small, "1.4.0", {"id": TEXT, "code": TEXT, "weight": TEXT}, ["id"])
    found = breaks(small)
    assert len(found) == 1
    finding = next(iter(found.values()))
    assert (finding["rule"], finding["evidence"]["rejected_by"]) == ("response-property-type-changed", "1.1.0")
    assert finding["affects"] == ["mobile", "tms (1.1.0)"]
    assert "Fails against 1.1.0, not against 1.3.0. Subscribers still on 1.1.0: tms." in finding["why"]
    assert finding["facts"]["compared_with"] == "1.1.0"
    assert "(was line" in small.run("check").out


def test_what_was_withdrawn_or_accepted_does_not_return(small: Small) -> None:
    four_releases(small)
    write(small, "1.4.0", {"id": TEXT, "code": TEXT, "zone": TEXT}, ["id"])
    assert breaks(small) == {}
    answer = small.run("check", "--today", "2026-06-02")
    assert answer.code == 0, answer.out


def test_what_was_accepted_is_in_the_record(small: Small) -> None:
    four_releases(small)
    records = yaml.safe_load((small.root / FOLDER / "releases.yaml").read_text())["releases"]
    assert [(record["version"], record.get("verdict")) for record in records if "digest" in record] == [
        ("1.0.0", "initial"),
        ("1.1.0", "compatible"),
        ("1.2.0", "compatible"),
        ("1.3.0", "breaking"),
    ]
    accepted = {record["version"]: record["accepted"] for record in records if record.get("accepted")}
    assert list(accepted) == ["1.3.0"]
    assert len(accepted["1.3.0"]) == 1


def test_a_break_of_the_newest_names_every_version_that_fails(small: Small) -> None:
    four_releases(small)
    consume(small, tms="1.0.0", portal="1.3.0")
    write(small, "1.4.0", {"id": NUMBER, "code": TEXT}, ["id"])
    found = list(breaks(small).values())
    assert [f["evidence"]["rejected_by"] for f in found] == ["1.3.0"]
    assert found[0]["affects"] == ["portal (1.3.0)", "tms (1.0.0)"]
    assert "Fails against 1.3.0, 1.1.0 and 1.0.0." in found[0]["why"]
    assert "Subscribers still on 1.0.0: tms." in found[0]["why"]
    assert found[0]["facts"]["against"] == "1.3.0, 1.1.0, 1.0.0"


def test_an_accepted_break_stays_accepted_when_the_schema_is_rearranged(small: Small) -> None:
    four_releases(small)
    properties = {"id": {"$ref": "#/$defs/id"}, "code": {"allOf": [TEXT]}, "note": TEXT}
    write(small, "1.4.0", properties, ["id"])
    small.replace(
        f"{FOLDER}/schema.json", '"type": "object",', '"$defs": {"id": {"type": "string"}}, "type": "object",'
    )
    assert breaks(small) == {}


def test_only_the_newest_counts_where_the_contract_says_so(small: Small) -> None:
    four_releases(small)
    properties = {"id": TEXT, "code": TEXT, "weight": TEXT}
    write(small, "1.4.0", properties, ["id"], compatibility={"transitive": False})
    assert breaks(small) == {}
    write(small, "1.4.0", properties, ["id"], compatibility={"transitive": True})
    assert len(breaks(small)) == 1


def test_what_reads_as_the_newest_costs_no_look_at_the_older_ones(small: Small) -> None:
    four_releases(small)
    write(small, "1.3.1", {"id": {**TEXT, "description": "other words"}, "code": TEXT}, ["id"])
    result = small.run("check", "--report", "json", "--today", "2026-06-02")
    contract = next(one for one in result.data["contracts"] if one["contract"] == KEY)
    assert (result.code, contract["verdict"], contract["bump"], contract["needed"]) == (
        0,
        "compatible",
        "patch",
        "1.3.1",
    )


def test_releasing_is_held_against_the_older_ones_too(small: Small) -> None:
    four_releases(small)
    write(small, "1.4.0", {"id": TEXT, "code": TEXT, "weight": TEXT}, ["id"])
    small.commit("a break against 1.1.0 only")
    answer = small.run("release", KEY, "--today", "2026-06-02")
    assert answer.code == 1
    assert "response-property-type-changed" in answer.out


def test_the_base_promise_to_replay_holds_in_the_change_that_drops_it(small: Small) -> None:
    replay = {"replay": {"supported": True, "retention": "P7D"}}
    release(small, "1.0.0", {"id": TEXT}, ["id"], semantics=replay)
    write(small, "1.1.0", {"id": TEXT, "code": TEXT}, ["id", "code"])
    assert [finding["rule"] for finding in breaks(small).values()] == ["response-property-added"]
