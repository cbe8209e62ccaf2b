"""The operations and messages of an AsyncAPI 2 document, as functions of built-in rules see them."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of


def read_async_operations(root: Node, resolver: Resolver | None) -> Iterator[tuple[str, Node]]:
    """Yield the pointer and the node of each operation, in the order of the document."""
    for channel in root.child("channels").follow(resolver).children():
        source = channel.follow(resolver)
        for name in ("subscribe", "publish"):
            operation = source.child(name).follow(resolver)
            if isinstance(operation.value, dict):
                yield pointer_of("channels", channel.key, name), operation


def read_async_messages(root: Node, resolver: Resolver | None) -> Iterator[tuple[str, Node]]:
    """Yield the pointer and the node of each message of an operation."""
    for pointer, operation in read_async_operations(root, resolver):
        message = operation.child("message").follow(resolver)
        alternatives = message.child("oneOf").follow(resolver)
        if isinstance(alternatives.value, list):
            for child in alternatives.children():
                yield f"{pointer}/message/oneOf/{child.key}", child.follow(resolver)
        elif isinstance(message.value, dict):
            yield f"{pointer}/message", message


def read_merged(node: Node, name: str, resolver: Resolver | None) -> tuple[str, object] | None:
    """Return where the value of a field comes from, below a node, and the value: the last trait that has it counts, then the node."""
    traits = node.child("traits").follow(resolver)
    for trait in reversed(list(traits.children())) if isinstance(traits.value, list) else ():
        found = trait.follow(resolver).child(name)
        if not found.is_missing:
            return f"/traits/{trait.key}/{name}", found.value
    own = node.child(name)
    return None if own.is_missing else (f"/{name}", own.value)
