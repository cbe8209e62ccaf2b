"""The payloads of AsyncAPI messages: payload and headers, and what travels with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.model.interface import Dialect, Payload, Position, Role, Schema
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading, canonical
from crossdock.registry.specifications.schema_formats import find_schema_format
from crossdock.registry.specifications.traits import apply_traits


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its traits applied, under the name that its operation or channel knows it by."""

    name: str
    node: Node


def open_message(name: str, written: Node, reading: Reading, *, trait_wins: bool) -> Message:
    """Follow a message's reference and apply its traits."""
    return Message(name, apply_traits(reading.follow(written), reading, trait_wins=trait_wins))


def read_message(message: Message, position: Position, reading: Reading, prefix: str = "") -> Iterator[Payload]:
    """Yield the payload of a message, and its headers when they are described. `prefix` comes before the name in the keys."""
    node, key = message.node, prefix + message.name
    media_type = node.child("contentType").text or reading.root.child("defaultContentType").text
    schema, _ = _read_schema(node, "payload", reading)
    examples = [(name, example) for name, example in _examples(node)]
    yield Payload(
        key=key,
        role=Role.MESSAGE,
        position=position,
        schema=schema,
        place=node.place,
        is_required=True,
        media_type=media_type,
        is_deprecated=node.child("deprecated").is_true,
        examples=tuple(
            (name, example.child("payload").place) for name, example in examples if example.child("payload").exists
        ),
    )
    if node.child("headers").exists:
        yield Payload(
            key=f"{key} headers",
            role=Role.HEADER,
            position=position,
            schema=_read_schema(node, "headers", reading)[0],
            place=node.child("headers").place,
            location="header",
            examples=tuple(
                (name, example.child("headers").place) for name, example in examples if example.child("headers").exists
            ),
        )


def read_message_bindings(messages: list[Message], reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the protocol facts of messages, and the text of schemas whose language is not read, so that a change shows."""
    for message in messages:
        yield from read_bindings(message.node.child("bindings"), f"message {message.name}", reading)
        _, unread = _read_schema(message.node, "payload", reading)
        if unread is not None:
            yield f"message {message.name} schema", canonical(unread)


def read_bindings(written: Node, owner: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield (`<owner> <protocol>`, canonical JSON) for each binding."""
    for protocol, binding in reading.follow(written).entries():
        if not protocol.startswith("x-"):
            yield f"{owner} {protocol}", canonical(reading.follow(binding).data)


def read_correlation(messages: list[Message], reading: Reading) -> str | None:
    """Return where messages carry their correlation id, several places joined by a comma; `None` when none says."""
    places = {reading.follow(message.node.child("correlationId")).child("location").text for message in messages}
    return ", ".join(sorted(place for place in places if place)) or None


def _read_schema(node: Node, name: str, reading: Reading) -> tuple[Schema | None, object]:
    """Return the schema of a message's part, or the raw text of one whose language is not read."""
    written = node.child(name)
    stated = node.child("schemaFormat").text if name == "payload" else None
    opened = reading.follow(written) if "schema" not in written.mapping else written
    if "schema" in opened.mapping and isinstance(
        opened.mapping.get("schemaFormat"), str
    ):  # since 3.0: a multi-format schema
        written, stated = opened.child("schema"), opened.child("schemaFormat").text
    dialect = find_schema_format(stated)
    if dialect is None:
        return None, reading.follow(written).data
    if dialect is Dialect.AVRO:
        written = reading.follow(written)
    return reading.schema(written, dialect), None


def _examples(node: Node) -> Iterator[tuple[str, Node]]:
    for index, example in enumerate(node.child("examples").elements()):
        yield example.child("name").text or f"example {index + 1}", example
