"""Lowers a Swagger 2.0 document to its interface."""

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
from crossdock.registry.specifications.reading import Reading, canonical
from crossdock.registry.specifications.security import read_alternatives, read_schemes
from crossdock.registry.specifications.swagger_payloads import read_body, read_form, read_parameter, read_response

ANY = "*/*"  # where a document does not say which media types


def read_swagger(document: Document, resolver: Resolver) -> Interface:
    """Lower a Swagger 2.0 document; what cannot be read is left out."""
    root = Node(document.data, Place(document.path))
    reading = Reading(root, resolver, Dialect.SWAGGER2)
    info = root.child("info")
    return Interface(
        format="swagger",
        title=info.text_at("title") or "",
        version=info.text_at("version"),
        operations=tuple(_read_operation(found, reading) for found in walk_operations(root, resolver)),
        schemas=tuple(_read_schemas(reading)),
        servers=tuple(_read_servers(root)),
        security_schemes=read_schemes(root.child("securityDefinitions"), resolver),
        description=info.text_at("description") or "",
    )


def _read_operation(found: HttpOperation, reading: Reading) -> Operation:
    node = found.node
    tags = [tag.text for tag in node.child("tags").elements() if tag.text]
    schemes = _texts(node.child("schemes"))
    return Operation(
        key=found.key,
        id=node.text_at("operationId"),
        action=found.method,
        address=found.address,
        place=node.place,
        payloads=tuple(_read_payloads(found, reading)),
        security=read_alternatives(node.child("security"), reading.root.child("security")),
        bindings=(("schemes", canonical(sorted(schemes))),) if schemes else (),
        is_deprecated=node.is_true_at("deprecated"),
        summary=node.text_at("summary") or "",
        group=tags[0] if tags else None,
        tags=tuple(tags),
        has_unknown_parameters=has_lost_parameters(found, reading.resolver),
    )


def _read_payloads(found: HttpOperation, reading: Reading) -> Iterator[Payload]:
    parameters = merge_parameters(found, reading.resolver)
    consumes, produces = _media_types(found.node, "consumes", reading), _media_types(found.node, "produces", reading)
    form = {name: node for (location, name), node in parameters.items() if location == "formData"}
    for (location, name), node in parameters.items():
        if location == "body":
            yield from read_body(node, consumes or (ANY,), reading)
        elif location != "formData":
            yield read_parameter(node, name, location, reading)
    if form:
        yield from read_form(form, consumes, reading)
    for status, response in found.node.child("responses").entries():
        if not status.startswith("x-"):
            yield from read_response(response, status, produces or (ANY,), Position.OUTPUT, reading)


def _media_types(node: Node, name: str, reading: Reading) -> tuple[str, ...]:
    """Return what an operation consumes or produces: its own list, even an empty one, over the document's."""
    own = node.child(name)
    return tuple(_texts(own if isinstance(own.data, list) else reading.root.child(name)))


def _read_schemas(reading: Reading) -> Iterator[tuple[str, Schema]]:
    for name, node in reading.root.child("definitions").entries():
        schema = reading.schema(node)
        if schema is not None:
            yield name, schema


def _read_servers(root: Node) -> Iterator[tuple[str, str]]:
    """Yield an address for each scheme; without a host the document says where only relative to where it is served."""
    host, base = root.text_at("host") or "", root.text_at("basePath") or ""
    if not host and not base:
        return
    schemes = _texts(root.child("schemes"))
    if not schemes or not host:
        address = f"//{host}{base}" if host else base
        yield address, address
        return
    for scheme in schemes:
        yield f"{scheme}://{host}{base}", f"{scheme}://{host}{base}"


def _texts(node: Node) -> list[str]:
    return [element.text for element in node.elements() if element.text]
