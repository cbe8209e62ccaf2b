"""The version that a document states of itself."""

import pytest

from crossdock.registry.specifications.recognise import find_format

STATED = [
    ("openapi.yaml", {"openapi": "3.1.0", "info": {"version": "2.3.0"}}, "2.3.0"),
    ("openapi.yaml", {"openapi": "3.1.0", "info": {"version": 1.5}}, "1.5"),
    ("openapi.yaml", {"openapi": "3.1.0", "info": {"version": True}}, None),
    ("openapi.yaml", {"openapi": "3.1.0", "info": []}, None),
    ("swagger.json", {"swagger": "2.0", "info": {"version": "v0"}}, "v0"),
    ("asyncapi.yaml", {"asyncapi": "3.0.0", "info": {"version": ""}}, None),
    ("schema.json", {"type": "object", "version": "1.2.0"}, "1.2.0"),
    ("schema.json", {"type": "object", "self": {"version": "1-0-2"}}, "1-0-2"),
    ("schema.json", {"type": "object", "version": {"const": 1}}, None),
    ("schema.avsc", {"type": "record", "name": "A", "fields": [], "version": "3"}, "3"),
    ("table.yaml", {"file": {}, "records": []}, None),
    ("vocabulary.yaml", {"codes": [], "version": "1"}, "1"),
]


@pytest.mark.parametrize(("name", "data", "version"), STATED)
def test_version(name: str, data: object, version: str | None) -> None:
    form = find_format(data, name)
    assert form is not None
    assert form.read_version(data) == version
