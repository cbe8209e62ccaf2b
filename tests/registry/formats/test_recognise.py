"""Which format a document has, by name and by content."""

import pytest

from crossdock.registry.discovery import load_units
from crossdock.registry.format import Format
from crossdock.registry.specifications.recognise import find_format

KNOWN = [
    ("openapi.yaml", {"openapi": "3.1.0"}, "openapi"),
    ("openapi.yaml", {"openapi": 3.1}, "openapi"),
    ("openapi.yaml", {"swagger": "2.0"}, "swagger"),
    ("orders.json", {"swagger": 2.0}, "swagger"),
    ("anything.yaml", {"asyncapi": "2.6.0"}, "asyncapi"),
    ("schema.json", {"$schema": "http://json-schema.org/draft-04/schema#"}, "jsonschema"),
    ("schema.json", {"type": "object", "properties": {}}, "jsonschema"),
    ("schema.json", {"type": "record", "name": "Order", "fields": []}, "avro"),
    ("schema.avsc", {"type": "record", "name": "Order", "fields": []}, "avro"),
    ("schema.avsc", [{"type": "enum", "name": "E", "symbols": ["A"]}, "null"], "avro"),
    (
        "schema.json",
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "record", "name": "x"},
        "jsonschema",
    ),
    ("table.yaml", {"file": {}, "records": []}, "table"),
    ("vocabulary.yaml", {"codes": []}, "vocabulary"),
    # recognised by its name alone: then the missing part is what is found
    ("openapi.yaml", {"info": {}}, "openapi"),
    ("asyncapi.json", {}, "asyncapi"),
    ("table.yaml", {"records": []}, "table"),
    ("schema.avsc", {"fields": []}, "avro"),
]
UNKNOWN = [
    ("mapping.yaml", {"title": "m", "source": "a/b@1", "target": "c/d@1", "rules": [{"to": "/a"}]}),
    ("workflow.yaml", {"title": "w", "entity": "a/b@1", "states": [], "transitions": []}),
    ("contract.yaml", {"kind": "event", "title": "t"}),
    ("notes.yaml", {"a": 1}),
    ("notes.yaml", ["a"]),
    ("notes.yaml", None),
    ("openapi.yaml", None),
    ("openapi.yaml", ["openapi"]),
    ("openapi.yaml", "openapi: 3"),
]


@pytest.mark.parametrize(("name", "data", "expected"), KNOWN)
def test_format_is_found(name: str, data: object, expected: str) -> None:
    found = find_format(data, name)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(("name", "data"), UNKNOWN)
def test_other_files_have_no_format(name: str, data: object) -> None:
    assert find_format(data, name) is None


@pytest.mark.parametrize(("name", "data", "expected"), KNOWN[:13])
def test_content_is_recognised_by_one_format_only(name: str, data: object, expected: str) -> None:
    units = [unit for unit in load_units("format") if isinstance(unit, Format)]
    assert [unit.name for unit in units if unit.recognises(data)] == [expected]
