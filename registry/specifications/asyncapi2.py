"""Lowers the operations of AsyncAPI 2: `publish` and `subscribe` are what *others* do, so the owner receives and sends."""

from collections.abc import Iterator

from crossdock.registry.model.interface import Operation, Payload, Position
from crossdock.registry.model.location import split_pointer
from crossdock.registry.specifications.asyncapi_channels import read_address_parameters, read_channel_bindings
from crossdock.registry.specifications.asyncapi_messages import (
    Message,
    open_message,
    read_bindings,
    read_correlation,
    read_message,
    read_message_bindings,
)
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading
from crossdock.registry.specifications.security import Alternative, any_server, read_alternatives
from crossdock.registry.specifications.traits import apply_traits

# what the document says others do → what the owner does (AsyncAPI 2.6, channel item object)
_ACTIONS = (("subscribe", "send"), ("publish", "receive"))


def read_operations(reading: Reading) -> Iterator[Operation]:
    """Yield the operations of all channels."""
    for address, written in reading.root.child("channels").entries():
        channel = written.unfold(reading.resolver)
        for verb, action in _ACTIONS:
            node = channel.child(verb)
            if node.is_mapping:
                merged = apply_traits(node, reading, trait_wins=True)
                yield _read_operation(merged, channel, address, action, reading)


def find_messages(operation: Node, reading: Reading) -> Iterator[Message]:
    """Yield the messages of an operation: the one it has, or each of `oneOf`, named uniquely."""
    written = operation.child("message")
    if not written.exists:
        return
    opened = reading.follow(written)
    alternatives = list(opened.child("oneOf").elements()) if isinstance(opened.child("oneOf").data, list) else [written]
    taken: set[str] = set()
    for element in alternatives:
        name = _name_message(element, reading)
        unique = name if name not in taken else f"{name} ({len(taken) + 1})"
        taken.add(unique)
        yield open_message(unique, element, reading, trait_wins=True)


def _read_operation(node: Node, channel: Node, address: str, action: str, reading: Reading) -> Operation:
    position = Position.OUTPUT if action == "send" else Position.INPUT
    messages = list(find_messages(node, reading))
    correlation = read_correlation(messages, reading)
    bindings = [
        *read_channel_bindings(channel, reading),
        *read_bindings(node.child("bindings"), "operation", reading),
        *read_message_bindings(messages, reading),
    ]
    return Operation(
        key=f"{action} {address}",
        id=node.child("operationId").text,
        action=action,
        address=address,
        place=node.place,
        payloads=tuple(_read_payloads(messages, channel, position, reading)),
        security=_read_security(node, channel, reading.root),
        bindings=tuple(sorted(bindings)),
        is_deprecated=node.child("deprecated").is_true,
        summary=node.child("summary").text or "",
        group=address,
        facts=(("correlation-id", correlation),) if correlation else (),
    )


def _read_payloads(messages: list[Message], channel: Node, position: Position, reading: Reading) -> Iterator[Payload]:
    yield from read_address_parameters(channel, position, reading)
    for message in messages:
        yield from read_message(message, position, reading)


def _name_message(written: Node, reading: Reading) -> str:
    opened = reading.follow(written)
    stated = opened.child("messageId").text
    referenced = (written.reference or "").partition("#")[2]
    return stated or _last_token(referenced) or opened.child("name").text or "message"


def _last_token(pointer: str) -> str | None:
    return split_pointer(pointer)[-1] if pointer.startswith("/") else None


def _read_security(node: Node, channel: Node, root: Node) -> tuple[Alternative, ...]:
    """Return what an operation accepts, else what the servers do on which its channel is."""
    nothing = Node(None, root.place)
    if isinstance(node.child("security").data, list):
        return read_alternatives(node.child("security"), nothing)
    named = [name.text for name in channel.child("servers").elements()]
    servers = [server for name, server in root.child("servers").entries() if not named or name in named]
    return any_server(read_alternatives(server.child("security"), nothing) for server in servers)
