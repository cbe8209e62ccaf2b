"""A bundle stands by itself and means what the document and its references mean."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from crossdock.registry.conformance.bundle import add_examples, bundle_document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.interface import Role
from crossdock.registry.open import find_contract, open_registry
from tests.conformance.serving import ROOT


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


def api_keys() -> list[str]:
    with open_registry(ROOT) as registry:
        revision = registry.worktree()
        contracts = [revision.contract(key) for key in revision.contract_keys()]
        return [contract.key for contract in contracts if contract is not None and contract.kind is Kind.API]


@pytest.mark.parametrize("key", api_keys())
def test_every_api_of_the_landscape_is_bundled(key: str) -> None:
    with open_registry(ROOT) as registry:
        found = find_contract(registry.worktree(), key)
        document = found.revision.document(str(found.contract.document))
        interface = found.revision.interface(found.contract)
        assert document is not None
        bundle = bundle_document(document, found.revision.resolver)
        for reference in references(bundle):
            assert reference.startswith("#/"), reference
            find_data(bundle, unquote(reference[1:]))
        if "openapi" in bundle:
            _compare_schemas(bundle, interface)


def _compare_schemas(bundle: dict[str, Any], interface: Any) -> None:
    """Each example of the document fits its bundled schema as it fits the schema that the registry knows."""
    compared = 0
    for operation in interface.operations:
        for payload in operation.payloads:
            if (
                payload.role is Role.RESPONSE
                and payload.schema is not None
                and payload.place.path.endswith("openapi.yaml")
            ):
                media = find_data(bundle, payload.place.pointer)
                assert isinstance(media, dict)
                shared = {"$ref": "#/root", "root": media["schema"], "components": bundle["components"]}
                mine, known = compile_validator(shared), compile_validator(payload.schema.bundle())
                for value in (None, {}, [], {"status": 400, "title": "t", "type": "/x"}, _example(media)):
                    assert mine.is_valid(value) == known.is_valid(value), (payload.place, value)
                    compared += 1
    assert compared


def _example(media: dict[str, Any]) -> object:
    examples = [each["value"] for each in media.get("examples", {}).values() if "value" in each]
    return media.get("example", next(iter(examples), 1))


def bundle(files: dict[str, object]) -> dict[str, Any]:
    documents = {path: read_document(path, json.dumps(data).encode()) for path, data in files.items()}
    return bundle_document(next(iter(documents.values())), Resolver(documents.get, lambda _: None))


def document(schema: object, **more: object) -> dict[str, object]:
    media = {"application/json": {"schema": schema, **more}}
    responses = {"200": {"description": "", "content": media}}
    return {"openapi": "3.1.0", "info": {}, "paths": {"/x": {"get": {"responses": responses}}}}


def test_data_that_looks_like_a_reference_stays() -> None:
    payload = {"$ref": "elsewhere.json"}
    made = bundle({"a/b/v1/openapi.json": document({"const": payload, "default": payload}, example=payload)})
    assert sorted(references(made)) == ["elsewhere.json"] * 3


def test_a_property_may_be_named_like_a_keyword() -> None:
    schema = {"properties": {"example": {"$ref": "other.json"}, "properties": {"$ref": "other.json"}}}
    made = bundle({"a/b/v1/openapi.json": document(schema), "a/b/v1/other.json": {"type": "string"}})
    assert set(references(made)) == {"#/components/schemas/a-b-v1"}


def test_references_that_lead_back_end() -> None:
    tree = {
        "$id": "https://x.example/tree",
        "properties": {"next": {"$ref": "#"}, "home": {"$ref": "openapi.json#/info"}},
    }
    made = bundle({"a/b/v1/openapi.json": document({"$ref": "tree.json"}), "a/b/v1/tree.json": tree})
    shared = made["components"]["schemas"]
    assert list(shared) == ["a-b-v1"]
    assert "$id" not in shared["a-b-v1"], "an address of its own would change what the references mean"
    assert sorted(set(references(made))) == ["#/components/schemas/a-b-v1", "#/info"]


def test_a_reference_to_nothing_stops_the_test() -> None:
    with pytest.raises(RegistryError, match="leads to nothing"):
        bundle({"a/b/v1/openapi.json": document({"$ref": "absent.json"})})


def test_example_files_join_the_body_that_they_are_named_after() -> None:
    body: dict[str, Any] = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}
    data: dict[str, Any] = {"paths": {"/x": {"post": {"requestBody": body}}}}
    add_examples(data, {"Order--first": {"id": 1}, "Other--x": {}})
    assert body["content"]["application/json"]["examples"] == {"first": {"value": {"id": 1}}}
