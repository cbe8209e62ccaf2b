"""What lowering a document needs at hand: its root, the resolver, and the dialect its schemas are written in."""

from dataclasses import dataclass

import msgspec

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.interface import Dialect, Schema
from crossdock.registry.specifications.node import Node


@dataclass(frozen=True, slots=True)
class Reading:
    """One document being lowered."""

    root: Node
    resolver: Resolver
    dialect: Dialect

    def follow(self, node: Node) -> Node:
        """Return what a reference object leads to; the node itself when it is none."""
        return node.follow(self.resolver) if node.reference is not None else node

    def schema(self, node: Node, dialect: Dialect | None = None) -> Schema | None:
        """Return the schema at a node, `None` when there is none."""
        is_schema = isinstance(node.data, (dict, bool)) or (
            dialect is Dialect.AVRO and isinstance(node.data, (str, list))
        )
        return open_schema(node.data, dialect or self.dialect, node.place, self.resolver) if is_schema else None


def canonical(value: object) -> str:
    """Write data as JSON that is the same for equal data: sorted names, no white space.

    >>> canonical({"b": [1, True], "a": None})
    '{"a":null,"b":[1,true]}'
    """
    return msgspec.json.encode(value, order="sorted").decode("utf-8")
