"""A cause is said once and first; what would only follow from it is not."""

from tests.cli.small import Small

EVENT = "contracts/wms/shipped/v1/asyncapi.yaml"
MANIFEST = "contracts/wms/shipped/v1/contract.yaml"
SCHEMA = "contracts/canonical/shipment/v1/schema.json"


def test_a_reference_that_leads_nowhere_is_no_break(small: Small) -> None:
    small.replace(MANIFEST, "version: 1.0.0", "version: 1.1.0")
    small.replace(EVENT, "shipment/v1/schema.json", "shipmnt/v1/schema.json")
    found = [one for one in small.findings() if one["severity"] == "error"]
    assert [one["rule"] for one in found] == ["reference-unresolved", "comparison-incomplete"]
    assert found[1]["evidence"]["kind"] == "unknown"
    assert "`$ref: ../../../canonical/shipmnt/v1/schema.json` of " in found[1]["evidence"]["reason"]
    assert "4 differences are not judged" in found[1]["message"]
    (contract,) = small.run("check", "--report", "json").data["contracts"]
    assert (contract["verdict"], contract["needed"]) == ("unknown", None)


def test_a_break_beside_a_reference_that_leads_nowhere_is_still_one(small: Small) -> None:
    nowhere = '"weight": {"$ref": "#/$defs/Weight"}'
    small.replace(SCHEMA, '"weight": {"type": "number"}', nowhere)
    small.replace(SCHEMA, '"required": ["shipmentId", "status"]', '"required": ["shipmentId"]')
    rules = {one["rule"] for one in small.findings() if one["severity"] == "error"}
    assert {"reference-unresolved", "comparison-incomplete", "response-property-became-optional"} <= rules


def test_what_leads_nowhere_in_one_of_several_parts_makes_the_whole_unknown(small: Small) -> None:
    small.replace(MANIFEST, "version: 1.0.0", "version: 1.1.0")
    small.replace(EVENT, "payload: {$ref: '../", "payload: {allOf: [{$ref: '../")
    small.replace(EVENT, "v1/schema.json'}", "v2/schema.json'}, {type: object}]}")
    errors = {one["rule"] for one in small.findings() if one["severity"] == "error"}
    assert errors == {"reference-unresolved", "comparison-incomplete"}


def test_mending_a_released_reference_is_asked_about_once(small: Small) -> None:
    small.replace("crossdock.yaml", "registry: small", "registry: small\nprofile: adopting")
    small.replace(SCHEMA, '"weight": {"type": "number"}', '"weight": {"$ref": "#/$defs/Weight"}')
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.0.0", "1.1.0")
    small.commit()
    assert small.run("release", "canonical/shipment@1").code == 0
    small.commit()
    small.replace(SCHEMA, '"$ref": "#/$defs/Weight"', '"type": "string", "maxLength": 3')
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.1.0", "1.2.0")
    of_schema = [one for one in small.findings() if one["contract"] == "canonical/shipment@1"]
    assert "comparison-incomplete" in {one["rule"] for one in of_schema}


def test_the_break_stands_before_the_version_and_the_examples_it_asks_for(small: Small) -> None:
    small.replace(SCHEMA, '"shipmentId": {"type": "string"}', '"shipmentId": {"type": "integer"}')
    found = [one["rule"] for one in small.findings() if one["severity"] == "error"]
    breaks = [index for index, rule in enumerate(found) if rule.startswith("response-")]
    others = [index for index, rule in enumerate(found) if rule in ("version-not-enough", "example-rejected")]
    assert breaks
    assert others
    assert max(breaks) < min(others)


def test_a_misspelt_field_of_a_manifest_is_no_broken_promise(small: Small) -> None:
    small.replace(MANIFEST, "semantics:", "semantic:")
    (finding,) = [one for one in small.findings() if one["severity"] == "error"]
    assert (finding["rule"], finding["at"]["line"]) == ("manifest-unknown-field", 6)
    (contract,) = small.run("check", "--report", "json").data["contracts"]
    assert contract["verdict"] == "unknown"


def test_an_error_that_was_there_hides_no_broken_promise(small: Small) -> None:
    small.replace(MANIFEST, "kind: event", "kind: event\ntitel: x")
    small.commit()
    small.replace(MANIFEST, "delivery: at-least-once", "delivery: at-most-once")
    new = {one["rule"] for one in small.findings("--base", "HEAD") if one["state"] == "new"}
    assert "promise-delivery-weakened" in new


def test_a_system_that_cannot_be_read_breaks_none_of_its_contracts(small: Small) -> None:
    small.replace("contracts/wms/system.yaml", "title: WMS", "title: [WMS")
    assert {one["rule"].partition("-")[0] for one in small.findings() if one["severity"] == "error"} == {"document"}


def test_teams_that_cannot_be_read_are_no_ghosts(small: Small) -> None:
    small.replace("teams.yaml", "teams:", "teams: [")
    errors = {one["rule"].partition("-")[0] for one in small.findings() if one["severity"] == "error"}
    assert errors == {"document"}


def test_a_ghost_owner_is_said_where_it_is_written_once(small: Small) -> None:
    small.replace(
        "contracts/canonical/system.yaml",
        "owner: east\ndefaults: {owner: east}",
        "owner: east\ndefaults: {owner: eats}",
    )
    (finding,) = [one for one in small.findings() if one["severity"] == "error"]
    assert (finding["rule"], finding["contract"], finding["fix"]) == ("owner-unreachable", None, "did you mean `east`?")
    assert (finding["at"]["path"], finding["at"]["line"]) == ("contracts/canonical/system.yaml", 4)
    small.replace("contracts/canonical/system.yaml", "owner: east\n", "owner: nobody-here\n")
    rules = {one["rule"]: one for one in small.findings()}
    assert rules["system-owner-unknown"]["at"]["line"] == 3
