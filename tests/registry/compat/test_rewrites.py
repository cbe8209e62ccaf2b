"""Tidying up breaks nobody: the same document rewritten without change of meaning is at most worth a note."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.compat.judge import Judgement, judge_interfaces
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.contract import ContentModel, Mode
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.result import Bump
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from tests.registry.compat.rewrites import REWRITES, Data
from tests.registry.compat.test_properties import SCHEMAS, SLOW
from tests.registry.formats.corpora import FOLDER, Entry, needs_corpora, read_index, sample
from tests.registry.formats.reading import open_folder

ALL = [entry for entry in read_index() if entry.format != "avro"]
FEW = {entry.path for entry in sample([entry for entry in ALL if entry.size < 120_000], 120_000, 6)}
ENTRIES = [
    pytest.param(entry, marks=[] if entry.path in FEW else [pytest.mark.slow], id=entry.path)
    for entry in ALL
    if entry.size < 400_000
]


@SLOW
@given(
    st.dictionaries(st.sampled_from("abc"), SCHEMAS, min_size=1), st.sampled_from(sorted(REWRITES)), st.integers(0, 9)
)
def test_small_schemas(properties: dict[str, Data], rewrite: str, seed: int) -> None:
    schema = {"type": "object", "properties": properties, "required": ["a"], "title": "before"}
    check(schema, rewrite, seed)


@pytest.mark.parametrize("rewrite", sorted(REWRITES))
def test_a_document_with_everything(rewrite: str) -> None:
    for seed in range(8):
        check(EVERYTHING, rewrite, seed, "openapi.json")
        check(EVENTS, rewrite, seed, "asyncapi.json")


def test_names_of_operations_are_not_on_the_wire() -> None:
    renamed = {**EVENTS, "operations": {f"other{name}": one for name, one in reversed(EVENTS["operations"].items())}}  # type: ignore[union-attr]  # a mapping
    judged = judge_interfaces(_open(EVENTS, "asyncapi.json"), _open(renamed, "asyncapi.json"))
    assert all(is_quiet(judgement) for judgement in judged), judged


@pytest.mark.corpora
@needs_corpora
@pytest.mark.parametrize("entry", ENTRIES)
def test_real_documents(entry: Entry) -> None:
    document = open_folder(FOLDER).load(entry.path)
    if document is None or not document.is_readable or not isinstance(document.data, dict):
        pytest.skip("it is unreadable as published")
    for rewrite in REWRITES:
        check(document.data, rewrite, 0, entry.path)


def check(data: Data, rewrite: str, seed: int, path: str = "schema.json") -> None:
    changed = REWRITES[rewrite](data, Random(seed))
    before, after = _open(data, path), _open(changed, path)
    for model in (ContentModel.DECLARED, ContentModel.STRICT):
        for judgement in judge_interfaces(before, after, mode=Mode.FULL, model=model):
            assert is_quiet(judgement), (rewrite, model, judgement)


def is_quiet(judgement: Judgement) -> bool:
    return judgement.severity is Severity.INFO and judgement.evidence is None and judgement.bump is not Bump.MAJOR


def _open(data: Data, path: str) -> Interface:
    document = Document(path, json.dumps(data).encode(), data, Syntax.JSON)
    others = open_folder(FOLDER)
    resolver = Resolver(lambda name: document if name == path else others.load(name), lambda address: None, derive)
    found = find_format(data, path)
    assert found is not None
    return found.read_interface(document, resolver)


EVERYTHING = {
    "openapi": "3.0.3",
    "info": {"title": "Orders", "version": "1.0.0"},
    "paths": {
        "/orders": {
            "post": {
                "operationId": "addOrder",
                "parameters": [{"name": "site", "in": "query", "schema": {"type": "string", "maxLength": 4}}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                },
                "responses": {
                    "201": {
                        "description": "made",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Order": {
                "type": "object",
                "required": ["id", "lines", "made"],
                "properties": {
                    "id": {"type": "string", "minLength": 3, "maxLength": 12, "nullable": True},
                    "made": {"type": "string", "format": "date-time", "readOnly": True},
                    "secret": {"type": "string", "writeOnly": True},
                    "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Line"}},
                    "party": {"$ref": "#/components/schemas/Party"},
                    "note": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 9}},
                },
            },
            "Line": {
                "type": "object",
                "required": ["sku"],
                "additionalProperties": False,
                "properties": {
                    "sku": {"type": "string", "minLength": 1},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
                    "count": {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
                },
            },
            "Party": {
                "oneOf": [{"$ref": "#/components/schemas/Person"}, {"$ref": "#/components/schemas/Firm"}],
                "discriminator": {"propertyName": "kind"},
            },
            "Person": {
                "allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"kind": {"enum": ["PERSON"]}}}]
            },
            "Firm": {
                "allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {"type": "object", "properties": {"kind": {"enum": ["FIRM"]}, "tax": {"type": "string"}}},
                ]
            },
            "Base": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
            },
        }
    },
}
EVENTS = {
    "asyncapi": "3.0.0",
    "info": {"title": "Order events", "version": "1.0.0"},
    "servers": {
        "tests": {
            "host": "a.example",
            "protocol": "kafka",
            "security": [{"$ref": "#/components/securitySchemes/scram"}],
        },
        "live": {
            "host": "b.example",
            "protocol": "kafka",
            "security": [{"$ref": "#/components/securitySchemes/certs"}],
        },
    },
    "channels": {
        "orders": {
            "address": "orders",
            "messages": {
                "Made": {
                    "payload": {
                        "type": "object",
                        "required": ["id"],
                        "properties": {"id": {"type": "string", "maxLength": 9}},
                    }
                },
                "Shipped": {"payload": {"type": "object", "properties": {"when": {"type": "string"}}}},
                "Closed": {"payload": {"type": "object", "properties": {"by": {"type": "integer"}}}},
            },
        }
    },
    "operations": {
        f"publish{name}": {
            "action": "send",
            "channel": {"$ref": "#/channels/orders"},
            "messages": [{"$ref": f"#/channels/orders/messages/{name}"}],
        }
        for name in ("Made", "Shipped", "Closed")
    },
    "components": {"securitySchemes": {"scram": {"type": "scramSha256"}, "certs": {"type": "X509"}}},
}
