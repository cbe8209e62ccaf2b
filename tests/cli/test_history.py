"""Transitivity: a change is held against every standing release of its line, and says who is still on the one that fails."""

from typing import Any

from tests.cli.history import KEY, consume, release, waive, write
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
