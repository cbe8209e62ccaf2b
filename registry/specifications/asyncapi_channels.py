"""What an AsyncAPI channel adds to its operations: address parameters and facts about the wire."""

from collections.abc import Iterator

from crossdock.registry.model.interface import Payload, Position, Role
from crossdock.registry.specifications.asyncapi_messages import read_bindings
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading, canonical

_STRING_KEYWORDS = ("enum", "default", "examples")  # of a parameter since 3.0, where all are strings


def read_address_parameters(channel: Node, position: Position, reading: Reading) -> Iterator[Payload]:
    """Lower the parameters of a channel's address; whoever sends fills them, so they stand in the operation's position."""
    for name, written in channel.child("parameters").entries():
        parameter = reading.follow(written)
        own = parameter.child("schema")
        if not own.exists:
            stated = {key: value for key, value in parameter.mapping.items() if key in _STRING_KEYWORDS}
            own = Node({"type": "string", **stated}, parameter.place)
        yield Payload(
            key=f"address {name}",
            role=Role.PARAMETER,
            position=position,
            schema=reading.schema(own),
            place=parameter.place,
            is_required=True,
            location="address",
        )


def read_channel_bindings(channel: Node, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the protocol facts of a channel, and the servers it is limited to."""
    yield from read_bindings(channel.child("bindings"), "channel", reading)
    names = [server.text or _last_name(server) for server in channel.child("servers").elements()]
    if names:
        yield "servers", canonical(sorted(names))


def _last_name(server: Node) -> str:
    return (server.reference or "").rsplit("/", 1)[-1]
