"""`same_as` in a repository: both sides are watched, and nothing else is."""

import pytest

from tests.cli.small import Small

REST = """openapi: 3.0.3
info: {title: Shipments, version: 1.0.0}
paths: {}
components:
  schemas:
    Shipment:
      type: object
      required: [shipmentId, status]
      properties:
        shipmentId: {type: string}
        status: {type: string, enum: [PLANNED, SHIPPED]}
        weight: {type: number}
"""
MANIFEST = "contracts/wms/shipped/v1/contract.yaml"
DOCUMENT = "contracts/wms/shipments/v1/openapi.yaml"


@pytest.fixture
def twins(small: Small) -> Small:
    manifest = (small.root / MANIFEST).read_text("utf-8")
    statement = 'same_as:\n  - ["#/components/messages/Shipped", "wms/shipments@1#/components/schemas/Shipment"]\n'
    small.write(
        {
            MANIFEST: manifest + statement,
            "contracts/wms/shipments/v1/contract.yaml": "kind: api\ntitle: Shipments\nversion: 1.0.0\n",
            DOCUMENT: REST,
        }
    )
    small.commit()
    return small


def told(small: Small) -> list[tuple[str, str, str, str]]:
    rules = [found for found in small.findings("--base", "HEAD") if found["rule"].startswith("same-as")]
    return [(found["rule"], found["contract"], found["at"]["path"], found["message"]) for found in rules]


def test_descriptions_that_agree_are_silent(twins: Small) -> None:
    twins.replace(DOCUMENT, "title: Shipments", "title: All shipments")
    assert told(twins) == []


def test_a_change_of_the_other_side_is_told_at_the_statement(twins: Small) -> None:
    twins.replace(DOCUMENT, "enum: [PLANNED, SHIPPED]", "enum: [PLANNED, SHIPPED, LOST]")
    message = "code `LOST` of `status` is in `wms/shipments@1#/components/schemas/Shipment` and not in `#/components/messages/Shipped`"
    assert told(twins) == [("same-as-differs", "wms/shipped@1", DOCUMENT, message)]


def test_a_change_of_what_both_or_one_references_is_told(twins: Small) -> None:
    twins.replace("contracts/canonical/shipment/v1/schema.json", '"PLANNED", ', "")
    assert [found[0] for found in told(twins)] == ["same-as-differs"]


def test_a_contract_that_goes_is_told(twins: Small) -> None:
    twins.write({DOCUMENT: None, "contracts/wms/shipments/v1/contract.yaml": None})
    message = "there is no contract `wms/shipments`"
    assert ("same-as-unresolved", "wms/shipped@1", MANIFEST, message) in told(twins)


def test_nothing_is_compared_for_a_change_elsewhere(twins: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compared")

    monkeypatch.setattr("crossdock.registry.compat.same_as.open_described", refuse)
    twins.write({"contracts/canonical/other/v1/contract.yaml": "kind: schema\ntitle: Other\nversion: 1.0.0\n"})
    twins.write({"contracts/canonical/other/v1/schema.json": '{"type": "string"}\n'})
    assert told(twins) == []
    twins.replace(DOCUMENT, "title: Shipments", "title: All shipments")
    with pytest.raises(AssertionError, match="compared"):
        told(twins)
