"""The function `asyncApi2ChannelServers`: the servers that a channel names are there."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.inputs import accept
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

_TEXT = 'Channel contains server that are not defined on the "servers" object.'


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    servers = root.child("servers").follow(resolver).value
    known = servers if isinstance(servers, dict) else {}
    for channel in root.child("channels").follow(resolver).children():
        named = channel.follow(resolver).child("servers").follow(resolver)
        for server in named.children() if isinstance(named.value, list) else ():
            if server.is_collection or server.value not in known:
                yield Complaint(_TEXT, pointer=pointer_of("channels", channel.key, "servers", server.key))


_INPUT: JsonSchema = {
    "type": "object",
    "properties": {
        "servers": {"type": "object"},
        "channels": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"servers": {"type": "array", "items": {"type": "string"}}},
            },
        },
    },
}
_ADVICE = "name servers that `servers` of the document defines"
FUNCTION = Function("asyncApi2ChannelServers", plain_options(accept(_INPUT, _judge)), always(_ADVICE))
