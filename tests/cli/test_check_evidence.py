"""The evidence of a check: payloads inside the messages that carry them."""

from tests.cli.small import Small


def test_a_check_shows_whole_messages_as_well(small: Small) -> None:
    schema = "contracts/canonical/shipment/v1/schema.json"
    small.replace(schema, '"required": ["shipmentId", "status"]', '"required": ["shipmentId"]')
    wholes = [f["evidence"]["whole"] for f in small.findings() if f["evidence"] and "whole" in f["evidence"]]
    message = {"action": "send", "channel": "wms.shipped", "name": "Shipped", "headers": {}}
    assert wholes == [{"message": {**message, "payload": {"shipmentId": "S-1"}}}]
