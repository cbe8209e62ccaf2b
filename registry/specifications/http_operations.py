"""The operations of an OpenAPI or Swagger document, wherever they are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.specifications.node import Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class HttpOperation:
    """One operation: its node and its path item's. `key` is what the wire knows; `is_outgoing` means that the owner calls."""

    key: str
    method: str
    address: str
    node: Node
    item: Node
    is_outgoing: bool = False


def walk_operations(root: Node, resolver: Resolver) -> Iterator[HttpOperation]:
    """Yield all operations: below `paths`, then webhooks; the callbacks of an operation come after it."""
    for path, item in root.child("paths").entries():
        if path.startswith("/"):
            for operation in _item_operations(path, item, resolver):
                yield operation
                yield from _callbacks(operation, resolver)
    for name, item in root.child("webhooks").entries():
        yield from _item_operations(name, item, resolver, prefix="webhook")


def merge_parameters(operation: HttpOperation, resolver: Resolver) -> dict[tuple[str, str], Node]:
    """Return (place, name) → parameter of an operation, its own over those of the path item (OpenAPI 3.1, section 4.8.10)."""
    merged: dict[tuple[str, str], Node] = {}
    for owner in (operation.item, operation.node):
        for written in owner.child("parameters").elements():
            parameter = written.follow(resolver)
            name, location = parameter.text_at("name"), parameter.text_at("in")
            if name is not None and location is not None:
                merged[location, name] = parameter
    return merged


def has_lost_parameters(found: HttpOperation, resolver: Resolver) -> bool:
    """Whether parameters lie behind references that cannot be followed: what an operation takes is then not known."""
    written = (*found.item.child("parameters").elements(), *found.node.child("parameters").elements())
    return any(node.reference is not None and not node.follow(resolver).exists for node in written)


def _item_operations(
    address: str, item: Node, resolver: Resolver, *, prefix: str = "", is_outgoing: bool | None = None
) -> Iterator[HttpOperation]:
    opened = item.unfold(resolver)
    outgoing = prefix != "" if is_outgoing is None else is_outgoing
    for method, node in _methods(opened):
        key = f"{method.upper()} {address}"
        if prefix == "webhook":
            key = f"webhook {address} {method.upper()}"
        elif prefix:
            key = f"{prefix} {key}"
        yield HttpOperation(key, method, address, node, opened, outgoing)


def _methods(item: Node) -> Iterator[tuple[str, Node]]:
    known = item.mapping
    for method in METHODS:
        if isinstance(known.get(method), dict):
            yield method, item.child(method)
    for method, node in item.child("additionalOperations").entries():  # since OpenAPI 3.2
        if node.is_mapping:
            yield method, node


def _callbacks(operation: HttpOperation, resolver: Resolver) -> Iterator[HttpOperation]:
    for name, written in operation.node.child("callbacks").entries():
        for expression, item in written.follow(resolver).entries():
            if not expression.startswith("x-"):
                prefix = f"{operation.key} callback {name}"
                yield from _item_operations(expression, item, resolver, prefix=prefix)
