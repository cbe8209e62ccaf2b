"""Paths that share walks mean what each means by itself."""

import pytest

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.node import Node, make_root
from crossdock.registry.rulesets.path import read_path
from crossdock.registry.rulesets.search import Search
from crossdock.registry.rulesets.walk import Walk

DOCUMENT = """
paths:
  /a:
    get: {parameters: [{$ref: '#/parts/Id'}, {name: b, schema: {type: string, enum: [x]}}], tags: null}
    put: {content: {json: {schema: {$ref: '#/parts/Thing', description: beside}}}}
parts:
  Id: {name: id, schema: {type: integer, default: 1}}
  Thing: {type: object, properties: {id: {$ref: '#/parts/Id/schema'}, next: {$ref: '#/parts/Thing'}, enum: {type: string}}}
"""
PATHS = (
    *("$..type", "$..[name,schema]", "$..*", "$..[0]", "$..[0:1]", "$..parameters[*].schema", "$..properties[*]~"),
    *("$..[?(@ && @.type=='string')]", "$..[?(@ && @.enum && @.type)]", "$..[?(@.type)]", "$..[?(@.type)]^", "$.."),
    *("$..[?(@property === 'id')]", "$..[?(@ && (@.enum || @.default !== void 0))]", "$..[?(@ && !@.type)]"),
    *(
        "$..[?(@parentProperty === 'properties')]",
        "$.paths..schema",
        "$..content..type",
        "$.paths..schema..[?(@.type)]",
    ),
    *("$.paths[*][get,put]", "$.paths[*][get,put].parameters[*]", "$.paths[*][?(@.tags)]", "$.paths[*][*]^"),
)


def read() -> tuple[Document, Resolver]:
    document = read_document("api.yaml", DOCUMENT.encode())
    return document, Resolver({"api.yaml": document}.get, lambda _: None)


def show(nodes: list[Node]) -> list[tuple[str, str, object]]:
    """Return where nodes are reported, sorted; a place that is reached by several ways counts once."""
    return sorted({(node.reported.pointer, str(node.key), repr(node.value)) for node in nodes})


@pytest.mark.parametrize("is_resolved", [True, False])
def test_shared_walks_find_what_each_path_means(is_resolved: bool) -> None:
    document, resolver = read()
    follow = resolver if is_resolved else None
    search = Search(make_root(document.data, Place("api.yaml")), follow)
    steps = {text: read_path(text) for text in PATHS}
    for path in steps.values():
        search.add(path)
    for text, path in steps.items():
        alone = Walk(path, follow)
        expected = list(alone.find(make_root(document.data, Place("api.yaml"))))
        found = search.find(path)
        assert show(found.nodes) == show(expected), text
        assert bool(found.failures) == bool(alone.failures), text
    assert sum(bool(show(list(Walk(path, follow).find(search.root)))) for path in steps.values()) > len(PATHS) // 2


def test_what_was_used_for_the_last_time_is_forgotten() -> None:
    document, resolver = read()
    search = Search(make_root(document.data, Place("api.yaml")), resolver)
    path = read_path("$..type")
    search.add(path)
    search.add(path)
    found = search.find(path)
    search.release(path)
    assert found.nodes
    search.release(path)
    assert not found.nodes
