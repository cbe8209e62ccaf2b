"""Changes of governance are told."""

from tests.cli.small import Small

MANIFEST = "contracts/wms/shipped/v1/contract.yaml"


def told(small: Small) -> dict[str, dict[str, str]]:
    return {one["rule"]: one for one in small.findings() if one["severity"] == "info"}


def test_another_owner_is_told(small: Small) -> None:
    small.replace(MANIFEST, "kind: event", "kind: event\nowner: order-flow")
    finding = told(small)["owner-changed"]
    assert finding["message"] == "owner changed from `east` to `order-flow`"
    assert finding["contract"] == "wms/shipped@1"


def test_another_owner_of_a_whole_system_is_told_once(small: Small) -> None:
    small.replace("contracts/canonical/system.yaml", "defaults: {owner: east}", "defaults: {owner: order-flow}")
    (finding,) = [one for one in small.findings() if one["rule"] == "owner-changed"]
    assert (finding["contract"], finding["at"]["line"]) == (None, 4)


def test_a_deprecation_says_when_it_stops_and_for_whom(small: Small) -> None:
    small.replace(MANIFEST, "kind: event", "kind: event\nlifecycle: {state: deprecated, sunset: 2027-06-30}")
    assert (
        told(small)["lifecycle-state-changed"]["message"] == "active → deprecated, sunset 2027-06-30; 1 consumer: erp"
    )


def test_a_consumer_that_leaves_is_told(small: Small) -> None:
    text = (small.root / "contracts/erp/system.yaml").read_text("utf-8")
    small.write({"contracts/erp/system.yaml": text.partition("consumes:")[0]})
    assert told(small)["consumption-removed"]["message"] == "`erp` no longer says that it consumes `wms/shipped`"
    assert small.run("check").code == 0


def test_nothing_is_told_of_what_stays(small: Small) -> None:
    small.replace(MANIFEST, "title: Shipped", "title: Was shipped")
    assert not {"owner-changed", "lifecycle-state-changed", "consumption-removed"} & told(small).keys()
