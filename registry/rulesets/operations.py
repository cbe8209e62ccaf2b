"""The operations of an OpenAPI document, as functions of built-in rules see them."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import escape_token
from crossdock.registry.rulesets.node import Node

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")


def read_operations(paths: Node, resolver: Resolver | None) -> Iterator[tuple[str, str, Node]]:
    """Yield path, method and operation in the order of the document; `paths` is what the document has there."""
    for path in paths.children() if isinstance(paths.value, dict) else ():
        item = path.follow(resolver)
        for method in item.children() if isinstance(item.value, dict) else ():
            operation = method.follow(resolver)
            if method.key in METHODS and isinstance(operation.value, dict):
                yield str(path.key), str(method.key), operation


def pointer_of(*tokens: object) -> str:
    """Return the JSON Pointer of tokens."""
    return "".join(f"/{escape_token(str(token))}" for token in tokens)
