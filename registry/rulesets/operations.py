"""The operations of an OpenAPI document, as functions of built-in rules see them."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import escape_token
from crossdock.registry.rulesets.node import Node

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")


def read_operations(root: Node, resolver: Resolver | None) -> Iterator[tuple[str, str, Node]]:
    """Yield path, method and operation in the order of the document."""
    for path, item in read_path_items(root, resolver):
        for child in item.children():
            operation = child.follow(resolver)
            if child.key in METHODS and isinstance(operation.value, dict):
                yield path, str(child.key), operation


def read_path_items(root: Node, resolver: Resolver | None) -> Iterator[tuple[str, Node]]:
    """Yield paths with what stands below them."""
    for child in root.child("paths").follow(resolver).children():
        item = child.follow(resolver)
        if isinstance(item.value, dict):
            yield str(child.key), item


def pointer_of(*tokens: object) -> str:
    """Return the JSON Pointer of tokens."""
    return "".join(f"/{escape_token(str(token))}" for token in tokens)
