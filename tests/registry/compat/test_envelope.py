"""Witnesses inside what carries them: the value is in it, and what was filled in is what the sender may send."""

import json
from collections.abc import Mapping

import pytest
from benchmarks.pairs import Pair, read_pairs

from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.envelope import envelope_of, in_envelope
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.interface import Interface, Role
from tests.registry.compat.pairs import Given, Side, judge, open_document

BREAKING = [pair for pair in read_pairs() if pair.group == "breaking"]
CALL = {
    "openapi": "3.1.0",
    "info": {"title": "Orders", "version": "1.0.0"},
    "paths": {
        "/orders/{id}/lines/{line}": {
            "post": {
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string", "pattern": "^A/[0-9]$"},
                    },
                    {"name": "line", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 7}},
                    {"name": "page", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 3}},
                    {"name": "seldom", "in": "query", "schema": {"type": "string"}},
                    {"name": "session", "in": "cookie", "required": True, "schema": {"enum": ["s"]}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}}
                        }
                    },
                },
                "responses": {
                    "200": {
                        "description": "done",
                        "headers": {"Next": {"required": True, "schema": {"type": "string", "minLength": 1}}},
                        "content": {"application/json": {"schema": True}},
                    }
                },
            }
        }
    },
}


def side(name: str, data: Mapping[str, object]) -> Side:
    return open_document(name, read_document(name, json.dumps(data).encode()))


def interface() -> Interface:
    found = side("base.json", CALL).interface
    assert found is not None
    return found


@pytest.mark.parametrize("pair", BREAKING, ids=lambda pair: f"{pair.format}: {pair.name}")
def test_every_payload_stands_in_what_carries_it(pair: Pair) -> None:
    base, revision = side("base.json", pair.base), side("revision.json", pair.revision)
    for judgement in judge(base, revision, Given()):
        evidence = in_envelope(judgement, base.interface, revision.interface)
        if isinstance(evidence, Payload):
            assert evidence.whole is not None
            ((kind, whole),) = evidence.whole.items()
            assert kind in ("request", "response", "message")
            assert json.dumps(evidence.value) in json.dumps(whole)


def test_what_a_request_needs_is_filled_in() -> None:
    operation = "POST /orders/{id}/lines/{line}"
    whole = envelope_of(interface(), operation, "query seldom", "x")
    assert whole == {
        "request": {
            "method": "POST",
            "path": "/orders/A%2F0/lines/7",
            "query": {"page": 3, "seldom": "x"},
            "headers": {"Content-Type": "application/json"},
            "cookies": {"session": "s"},
            "body": {"a": 1},
        }
    }


def test_what_an_answer_needs_is_filled_in() -> None:
    operation = "POST /orders/{id}/lines/{line}"
    sent = {"headers": {"Next": "a", "Content-Type": "application/json"}, "body": None}
    whole = envelope_of(interface(), operation, "200 application/json", None)
    assert whole == {"response": {"to": operation, "status": "200", **sent}}
    whole = envelope_of(interface(), operation, "200 header Next", "")
    assert whole == {"response": {"to": operation, "status": "200", "headers": {"Next": ""}}}


def test_what_is_filled_in_is_what_the_schema_takes() -> None:
    (operation,) = interface().operations
    for payload in operation.payloads:
        if payload.role is Role.PARAMETER and payload.is_required and payload.location == "query":
            whole = envelope_of(interface(), operation.key, "body application/json", {"a": 1})
            assert whole is not None
            request = whole["request"]
            assert isinstance(request, dict)
            value = request["query"][payload.key.partition(" ")[2]]
            assert compile_validator(bundle(payload.schema, payload.position)).is_valid(value)


def test_what_is_not_exchanged_has_nothing_around_it() -> None:
    assert envelope_of(interface(), None, "schema", 1) is None
    assert envelope_of(interface(), "GET /nowhere", "200 application/json", 1) is None
