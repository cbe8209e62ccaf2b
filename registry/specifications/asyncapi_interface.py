"""Lowers an AsyncAPI document, of version 2 or 3, to its interface."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect, Interface, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.specifications import asyncapi2, asyncapi3
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading
from crossdock.registry.specifications.schema_formats import find_schema_format
from crossdock.registry.specifications.security import read_schemes


def read_asyncapi(document: Document, resolver: Resolver) -> Interface:
    """Lower an AsyncAPI document; what cannot be read is left out."""
    root = Node(document.data, Place(document.path))
    reading = Reading(root, resolver, Dialect.ASYNCAPI)
    info = root.child("info")
    is_two = is_version_two(root)
    return Interface(
        format="asyncapi",
        title=info.child("title").text or "",
        version=info.child("version").text,
        operations=tuple(asyncapi2.read_operations(reading) if is_two else asyncapi3.read_operations(reading)),
        payloads=() if is_two else tuple(asyncapi3.read_unused_messages(reading)),
        schemas=tuple(_read_schemas(reading)),
        servers=tuple(_read_servers(reading)),
        security_schemes=read_schemes(root.child("components", "securitySchemes"), resolver),
        description=info.child("description").text or "",
    )


def is_version_two(root: Node) -> bool:
    """Whether the document is written in AsyncAPI 2."""
    return (root.child("asyncapi").text or "").startswith("2.")


def _read_schemas(reading: Reading) -> Iterator[tuple[str, Schema]]:
    for name, node in reading.root.child("components", "schemas").entries():
        dialect: Dialect | None = Dialect.ASYNCAPI
        is_multi_format = isinstance(node.mapping.get("schemaFormat"), str) and "schema" in node.mapping
        if is_multi_format:
            dialect = find_schema_format(node.child("schemaFormat").text)
        schema = reading.schema(node.child("schema") if is_multi_format else node, dialect) if dialect else None
        if schema is not None:
            yield name, schema


def _read_servers(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield name and address: `url` in version 2; since 3.0 protocol, host and path are told apart."""
    for name, written in reading.root.child("servers").entries():
        server = reading.follow(written)
        host, protocol = server.child("host").text, server.child("protocol").text
        address = server.child("url").text
        if address is None and host is not None:
            address = f"{protocol or ''}://{host}{server.child('pathname').text or ''}"
        if address is not None:
            yield name, address
