"""Lowers the operations of AsyncAPI 3: `send` is the owner's output, `receive` its input, a reply the other way round."""

from collections.abc import Iterator
from dataclasses import replace

from crossdock.registry.documents.references import Refusal
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
from crossdock.registry.specifications.security import Alternative, any_server
from crossdock.registry.specifications.traits import apply_traits

_POSITIONS = {"send": Position.OUTPUT, "receive": Position.INPUT}
_OPPOSITE = {Position.OUTPUT: Position.INPUT, Position.INPUT: Position.OUTPUT}


def read_operations(reading: Reading) -> Iterator[Operation]:
    """Yield the operations; a second one with the same action and address carries its own name in its key."""
    taken: set[str] = set()
    for name, written in reading.root.child("operations").entries():
        node = apply_traits(reading.follow(written), reading, trait_wins=False)
        position = _POSITIONS.get(node.child("action").text or "")
        if position is None:
            continue
        operation = _read_operation(name, node, position, reading)
        if operation.key in taken:
            operation = replace(operation, key=f"{operation.key} ({name})")
        taken.add(operation.key)
        yield operation


def read_unused_messages(reading: Reading) -> Iterator[Payload]:
    """Yield the messages of channels that no operation of the document uses, as what the owner may send."""
    used = {_first_hop(node.child("channel"), reading).place for node in _users(reading)}
    for name, written in reading.root.child("channels").entries():
        if written.place not in used:
            channel = reading.follow(written)
            for message in _channel_messages(channel, reading):
                yield from read_message(message, Position.OUTPUT, reading, f"{name} ")


def _users(reading: Reading) -> Iterator[Node]:
    """Yield what names a channel: operations and their replies."""
    for _, written in reading.root.child("operations").entries():
        operation = reading.follow(written)
        yield operation
        yield reading.follow(operation.child("reply"))


def _read_operation(name: str, node: Node, position: Position, reading: Reading) -> Operation:
    action = "send" if position is Position.OUTPUT else "receive"
    hop = _first_hop(node.child("channel"), reading)
    channel = reading.follow(hop)
    channel_name = (split_pointer(hop.place.pointer) or ("",))[-1] if node.child("channel").reference else ""
    address = channel.child("address").text or channel_name
    messages = list(_find_messages(node, channel, reading))
    bindings = [
        *read_channel_bindings(channel, reading),
        *read_bindings(node.child("bindings"), "operation", reading),
        *read_message_bindings(messages, reading),
    ]
    return Operation(
        key=f"{action} {address}",
        id=name,
        action=action,
        address=address,
        place=node.place,
        payloads=tuple(_read_payloads(node, messages, channel, position, reading)),
        security=_read_security(node, reading),
        bindings=tuple(sorted(bindings)),
        is_deprecated=node.child("deprecated").is_true,
        summary=node.child("summary").text or "",
        group=channel_name or None,
        facts=tuple(_read_facts(node, messages, reading)),
    )


def _read_payloads(
    node: Node, messages: list[Message], channel: Node, position: Position, reading: Reading
) -> Iterator[Payload]:
    yield from read_address_parameters(channel, position, reading)
    for message in messages:
        yield from read_message(message, position, reading)
    reply = reading.follow(node.child("reply"))
    reply_channel = reading.follow(reply.child("channel"))
    for message in _find_messages(reply, reply_channel, reading):
        yield from read_message(message, _OPPOSITE[position], reading, "reply ")


def _find_messages(owner: Node, channel: Node, reading: Reading) -> Iterator[Message]:
    """Yield the messages that an operation or reply names; all of its channel when it names none."""
    listed = owner.child("messages")
    if not isinstance(listed.data, list):
        yield from _channel_messages(channel, reading)
        return
    for index, written in enumerate(listed.elements()):
        pointer = (written.reference or "").partition("#")[2]
        name = split_pointer(pointer)[-1] if pointer.startswith("/") else f"message {index + 1}"
        yield open_message(name, written, reading, trait_wins=False)


def _channel_messages(channel: Node, reading: Reading) -> Iterator[Message]:
    for name, written in channel.child("messages").entries():
        yield open_message(name, written, reading, trait_wins=False)


def _first_hop(written: Node, reading: Reading) -> Node:
    """Return what a reference leads to at its first step: the entry below `channels`, which may be a reference itself."""
    if written.reference is None:
        return written
    target = reading.resolver.resolve(written.reference, written.place)
    return Node(None, written.place) if isinstance(target, Refusal) else Node(target.data, target.place)


def _read_security(node: Node, reading: Reading) -> tuple[Alternative, ...]:
    """Return what an operation accepts, else what the servers do on which its channel is: whoever is let in by one of them may call."""
    if node.child("security").exists:
        return tuple(_read_schemes(node.child("security"), reading))
    named = list(reading.follow(node.child("channel")).child("servers").elements())
    servers = named or [server for _, server in reading.root.child("servers").entries()]
    return any_server(tuple(_read_schemes(reading.follow(server).child("security"), reading)) for server in servers)


def _read_schemes(listed: Node, reading: Reading) -> Iterator[Alternative]:
    for written in listed.elements():
        scheme = reading.follow(written)
        name = (written.reference or "").rsplit("/", 1)[-1] or scheme.child("type").text or ""
        scopes = sorted(scope.text for scope in scheme.child("scopes").elements() if scope.text)
        if name:
            yield tuple(f"{name}:{scope}" for scope in scopes) or (name,)


def _read_facts(node: Node, messages: list[Message], reading: Reading) -> Iterator[tuple[str, str]]:
    correlation = read_correlation(messages, reading)
    if correlation:
        yield "correlation-id", correlation
    reply = reading.follow(node.child("reply"))
    where = reading.follow(reply.child("address")).child("location").text
    channel = reading.follow(reply.child("channel")).child("address").text
    if channel:
        yield "reply-address", channel
    if where:
        yield "reply-to", where
