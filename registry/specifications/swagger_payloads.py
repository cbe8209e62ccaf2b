"""The payloads of one Swagger 2.0 operation, in the terms that OpenAPI 3 has for them."""

from collections.abc import Iterator, Mapping, Sequence

from crossdock.registry.model.interface import Payload, Position, Role, Schema
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading

# fields of a parameter or header that describe its value (Swagger 2.0, parameter object)
_SHAPE = frozenset(
    (
        *(
            "type",
            "format",
            "items",
            "default",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
        ),
        *("minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf"),
    )
)
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


def read_parameter(node: Node, name: str, location: str, reading: Reading) -> Payload:
    """Lower a query, path or header parameter."""
    return Payload(
        key=f"{location} {name}",
        role=Role.PARAMETER,
        position=Position.INPUT,
        schema=_read_shape(node, reading),
        place=node.place,
        is_required=node.is_true_at("required") or location == "path",
        location=location,
        style=_read_style(node),
        is_deprecated=node.is_true_at("deprecated") or node.child("x-deprecated").is_true,
    )


def read_body(node: Node, media_types: Sequence[str], reading: Reading) -> Iterator[Payload]:
    """Lower a `body` parameter to a payload for each media type that the operation consumes."""
    for media_type in media_types:
        yield Payload(
            key=f"body {media_type}",
            role=Role.REQUEST,
            position=Position.INPUT,
            schema=reading.schema(node.child("schema")),
            place=node.place,
            is_required=node.is_true_at("required"),
            media_type=media_type,
        )


def read_form(fields: Mapping[str, Node], media_types: Sequence[str], reading: Reading) -> Iterator[Payload]:
    """Lower `formData` parameters to one object for each form media type; a file makes it multipart when nothing is said."""
    has_file = any(node.text_at("type") == "file" for node in fields.values())
    stated = [media_type for media_type in media_types if media_type.split(";")[0].strip() in (_FORM, _MULTIPART)]
    required = [name for name, node in fields.items() if node.is_true_at("required")]
    shape: dict[str, object] = {
        "type": "object",
        "properties": {name: _shape_of(node) for name, node in fields.items()},
    }
    first = next(iter(fields.values()))
    for media_type in stated or [_MULTIPART if has_file else _FORM]:
        yield Payload(
            key=f"body {media_type}",
            role=Role.REQUEST,
            position=Position.INPUT,
            schema=reading.schema(Node(shape | ({"required": required} if required else {}), first.place)),
            place=first.place,
            is_required=bool(required),
            media_type=media_type,
        )


def read_response(
    written: Node, status: str, media_types: Sequence[str], position: Position, reading: Reading
) -> Iterator[Payload]:
    """Lower one response: a payload for each media type when it has a schema, else one without, then its headers."""
    response = reading.follow(written)
    place = response.place if response.exists else written.place
    code = status.upper() if status != "default" else status
    schema = _response_schema(response.child("schema"), reading)
    for media_type in media_types if schema else ():
        example = response.child("examples", media_type)
        yield Payload(
            key=f"{code} {media_type}",
            role=Role.RESPONSE,
            position=position,
            schema=schema,
            place=place,
            media_type=media_type,
            status=code,
            examples=((media_type, example.place),) if example.exists else (),
        )
    if not schema:
        yield Payload(code, Role.RESPONSE, position, None, place, status=code)
    for name, header in response.child("headers").entries():
        yield Payload(
            key=f"{code} header {name}",
            role=Role.HEADER,
            position=position,
            schema=_read_shape(header, reading),
            place=header.place,
            status=code,
            location="header",
            style=_read_style(header),
        )


def _response_schema(node: Node, reading: Reading) -> Schema | None:
    is_file = node.text_at("type") == "file"
    return reading.schema(Node(_as_binary(node.mapping), node.place) if is_file else node)


def _read_shape(node: Node, reading: Reading) -> Schema | None:
    return reading.schema(Node(_shape_of(node), node.place)) if node.is_mapping else None


def _shape_of(node: Node) -> dict[str, object]:
    shape = {name: value for name, value in node.mapping.items() if name in _SHAPE or name.startswith("x-")}
    return _as_binary(shape) if shape.get("type") == "file" else shape


def _as_binary(shape: Mapping[str, object]) -> dict[str, object]:
    return {**shape, "type": "string", "format": "binary"}


def _read_style(node: Node) -> tuple[tuple[str, str], ...]:
    if node.text_at("type") != "array":
        return ()
    return (("collectionFormat", node.text_at("collectionFormat") or "csv"),)
