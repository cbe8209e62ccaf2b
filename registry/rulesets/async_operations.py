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


def read_text(node: Node, name: str, resolver: Resolver | None) -> tuple[str, str] | None:
    """Return where the text of a field comes from, below a node, and the text: of the last trait that has one, else of the node."""
    traits = node.child("traits").follow(resolver)
    for trait in reversed(list(traits.children())) if isinstance(traits.value, list) else ():
        found = trait.follow(resolver).child(name).value
        if isinstance(found, str):
            return f"/traits/{trait.key}/{name}", found
    own = node.child(name).value
    return (f"/{name}", own) if isinstance(own, str) else None


def read_merged(node: Node, name: str, resolver: Resolver) -> Iterator[Node]:
    """Yield what says a field of a message: the message itself, then its traits in order, which are merged into it (RFC 7396)."""
    traits = node.child("traits").follow(resolver)
    sources = (
        [node, *(trait.follow(resolver) for trait in traits.children())] if isinstance(traits.value, list) else [node]
    )
    yield from (found for source in sources if not (found := source.child(name)).is_missing)


def merge_patch(base: object, patch: object) -> object:
    """Return a value patched by another (RFC 7396, section 2)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(base) if isinstance(base, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged
