"""The payloads of one OpenAPI 3 operation: parameters, body, responses and their headers."""

from collections.abc import Iterator

from crossdock.registry.model.interface import Payload, Position, Role
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.openapi_encoding import read_encodings
from crossdock.registry.specifications.reading import Reading

_DEFAULT_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_FLAGS = ("allowReserved", "allowEmptyValue")


def read_parameter(node: Node, name: str, location: str, position: Position, reading: Reading) -> Payload:
    """Lower one parameter; a path parameter is always required."""
    media_type, shape = _read_shape(node)
    return Payload(
        key=f"{location} {name}",
        role=Role.PARAMETER,
        position=position,
        schema=reading.schema(shape),
        place=node.place,
        is_required=node.is_true_at("required") or location == "path",
        media_type=media_type,
        location=location,
        style=_read_style(node, location) if media_type is None else (),
        is_deprecated=node.is_true_at("deprecated"),
        examples=tuple(read_examples(node, reading)),
    )


def read_body(written: Node, position: Position, reading: Reading) -> Iterator[Payload]:
    """Lower a request body to a payload for each media type; to one without media type when it names none."""
    body = reading.follow(written)
    if not body.is_mapping:
        return
    is_required = body.is_true_at("required")
    media = list(body.child("content").entries())
    for media_type, node in media:
        yield Payload(
            key=f"body {media_type}",
            role=Role.REQUEST,
            position=position,
            schema=reading.schema(_payload_schema(node, reading)),
            place=node.place,
            is_required=is_required,
            media_type=media_type,
            style=read_encodings(reading.follow(node), media_type, reading),
            examples=tuple(read_examples(reading.follow(node), reading)),
        )
    if not media:
        yield Payload("body", Role.REQUEST, position, None, body.place, is_required)


def read_response(written: Node, status: str, position: Position, reading: Reading) -> Iterator[Payload]:
    """Lower one response: a payload for each media type, or one without, then its headers."""
    response = reading.follow(written)
    place = response.place if response.exists else written.place
    code = status.upper() if status != "default" else status
    media = list(response.child("content").entries())
    for media_type, node in media:
        yield Payload(
            key=f"{code} {media_type}",
            role=Role.RESPONSE,
            position=position,
            schema=reading.schema(_payload_schema(node, reading)),
            place=node.place,
            media_type=media_type,
            status=code,
            examples=tuple(read_examples(reading.follow(node), reading)),
        )
    if not media:
        yield Payload(code, Role.RESPONSE, position, None, place, status=code)
    for name, header in response.child("headers").entries():
        if name.lower() != "content-type":  # described by the media types (OpenAPI 3.1, section 4.8.17.1)
            yield _read_header(reading.follow(header), name, code, position, reading)


def read_examples(node: Node, reading: Reading) -> Iterator[tuple[str, Place]]:
    """Yield name and place of the example values beside a schema."""
    if node.child("example").exists:
        yield "example", node.child("example").place
    for name, written in node.child("examples").entries():
        value = reading.follow(written).child("value")
        if value.exists:
            yield name, value.place


def _read_header(header: Node, name: str, status: str, position: Position, reading: Reading) -> Payload:
    media_type, shape = _read_shape(header)
    return Payload(
        key=f"{status} header {name}",
        role=Role.HEADER,
        position=position,
        schema=reading.schema(shape),
        place=header.place,
        is_required=header.is_true_at("required"),
        media_type=media_type,
        status=status,
        location="header",
        style=_read_style(header, "header") if media_type is None else (),
        is_deprecated=header.is_true_at("deprecated"),
        examples=tuple(read_examples(header, reading)),
    )


def _read_shape(node: Node) -> tuple[str | None, Node]:
    """Return media type and schema node of a parameter or header: `schema`, or the one entry of `content`."""
    for media_type, media in node.child("content").entries():
        return media_type, media.child("schema")
    return None, node.child("schema")


def _payload_schema(written: Node, reading: Reading) -> Node:
    """Return the schema of a media type; a sequence's `itemSchema` (since 3.2) when it has no other."""
    media = reading.follow(written)
    return media.child("schema") if media.child("schema").exists else media.child("itemSchema")


def _read_style(node: Node, location: str) -> tuple[tuple[str, str], ...]:
    """Return how a value is written, defaults filled in (OpenAPI 3.1, section 4.8.12.2.1)."""
    style = node.text_at("style") or _DEFAULT_STYLES.get(location, "form")
    explode = node.child("explode").data
    is_exploded = explode if isinstance(explode, bool) else style == "form"
    flags = [(name, "true") for name in _FLAGS if node.is_true_at(name)]
    return tuple(sorted([("style", style), ("explode", str(is_exploded).lower()), *flags]))
