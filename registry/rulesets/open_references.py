"""Schemas that keep a reference when all that can be followed are: tools for the format judge nothing by them."""

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node


def has_open_reference(schema: Node, resolver: Resolver) -> bool:
    """Whether a schema, its references followed, keeps one: to itself in a circle, or to what is not there."""
    waiting = [schema]
    seen: set[object] = set()
    while waiting:
        node = waiting.pop().follow(resolver)
        if node.spot in seen or not node.is_collection:
            continue
        seen.add(node.spot)
        if isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            return True
        waiting.extend(node.children())
    return False
