"""Schemas that were translated to be looked at can be followed, and are whole by themselves."""

from collections.abc import Mapping

import jsonschema_rs

from crossdock.policies.written import follow, schema_of
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.formats.avro import FORMAT

AVRO = b"""{"type": "record", "name": "Order", "fields": [
  {"name": "first", "type": {"type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]}},
  {"name": "second", "type": "Line"}]}"""


def test_a_part_of_an_avro_schema_is_a_schema_by_itself() -> None:
    document = read_document("order.avsc", AVRO)
    interface = FORMAT.read_interface(document, Resolver({"order.avsc": document}.get, lambda _: None))
    whole = schema_of(interface.payloads[0])
    assert whole is not None
    assert isinstance(whole.data, Mapping)
    (order,) = follow(whole, whole.data) if "$ref" in whole.data else (whole,)
    assert isinstance(order.data, Mapping)
    second = order.data["properties"]["second"]
    (line,) = follow(order, second)
    validator = jsonschema_rs.validator_for(line.bundle())
    assert validator.is_valid({"sku": "A-1"})
    assert not validator.is_valid({"sku": 1})
