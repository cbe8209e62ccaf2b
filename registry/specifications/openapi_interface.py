"""Lowers an OpenAPI 3 document to its interface."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect, Interface, Operation, Payload, Position, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.http_operations import (
    HttpOperation,
    has_lost_parameters,
    merge_parameters,
    walk_operations,
)
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.openapi_links import read_links
from crossdock.registry.specifications.openapi_payloads import read_body, read_parameter, read_response
from crossdock.registry.specifications.reading import Reading, canonical
from crossdock.registry.specifications.schema_dialects import find_dialect
from crossdock.registry.specifications.security import read_alternatives, read_schemes

# Headers that are described elsewhere, so that a parameter of that name is ignored (OpenAPI 3.1, section 4.8.12.2).
IGNORED_HEADERS = ("accept", "content-type", "authorization")


def read_openapi(document: Document, resolver: Resolver) -> Interface:
    """Lower an OpenAPI 3.0, 3.1 or 3.2 document; what cannot be read is left out."""
    root = Node(document.data, Place(document.path))
    reading = Reading(root, resolver, read_schema_dialect(root))
    info = root.child("info")
    return Interface(
        format="openapi",
        title=info.text_at("title") or "",
        version=info.text_at("version"),
        operations=tuple(_read_operation(found, reading) for found in walk_operations(root, resolver)),
        schemas=tuple(_read_schemas(reading)),
        servers=tuple(_read_servers(root.child("servers"))),
        security_schemes=read_schemes(root.child("components", "securitySchemes"), resolver),
        description=info.text_at("description") or "",
    )


def read_schema_dialect(root: Node) -> Dialect:
    """Return the dialect of the document's schemas: fixed in 3.0, stated from 3.1 on (OpenAPI 3.1, section 4.8.24.6)."""
    if (root.text_at("openapi") or "").startswith("3.0"):
        return Dialect.OPENAPI30
    return find_dialect(root.text_at("jsonSchemaDialect")) or Dialect.DRAFT2020


def _read_operation(found: HttpOperation, reading: Reading) -> Operation:
    node = found.node
    inherited = None if found.is_outgoing else reading.root.child("security")  # it is what the owner asks of callers
    tags = [tag.text for tag in node.child("tags").elements() if tag.text]
    return Operation(
        key=found.key,
        id=node.text_at("operationId"),
        action=found.method,
        address=found.address,
        place=node.place,
        payloads=tuple(_read_payloads(found, reading)),
        security=read_alternatives(node.child("security"), inherited),
        bindings=tuple(sorted(_read_bindings(found, reading))),
        is_deprecated=node.is_true_at("deprecated"),
        summary=node.text_at("summary") or found.item.text_at("summary") or "",
        group=tags[0] if tags else None,
        tags=tuple(tags),
        has_unknown_parameters=has_lost_parameters(found, reading.resolver),
    )


def _read_payloads(found: HttpOperation, reading: Reading) -> Iterator[Payload]:
    asked, answered = Position.INPUT, Position.OUTPUT
    if found.is_outgoing:  # the owner calls: what it sends is its output
        asked, answered = answered, asked
    for (location, name), parameter in merge_parameters(found, reading.resolver).items():
        if location != "header" or name.lower() not in IGNORED_HEADERS:
            yield read_parameter(parameter, name, location, asked, reading)
    yield from read_body(found.node.child("requestBody"), asked, reading)
    for status, response in found.node.child("responses").entries():
        if not status.startswith("x-"):
            yield from read_response(response, status, answered, reading)


def _read_bindings(found: HttpOperation, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the facts about the wire that no payload holds: servers of its own, and what its answers lead on to."""
    servers = found.node.child("servers") if found.node.child("servers").exists else found.item.child("servers")
    addresses = [address for _, address in _read_servers(servers)]
    if addresses:
        yield "servers", canonical(addresses)
    for status, response in found.node.child("responses").entries():
        yield from read_links(reading.follow(response), status, reading)


def _read_schemas(reading: Reading) -> Iterator[tuple[str, Schema]]:
    for name, node in reading.root.child("components", "schemas").entries():
        schema = reading.schema(node)
        if schema is not None:
            yield name, schema


def _read_servers(servers: Node) -> Iterator[tuple[str, str]]:
    for server in servers.elements():
        address = server.text_at("url")
        if address is not None:
            yield server.text_at("name") or address, address
