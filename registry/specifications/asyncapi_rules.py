"""Rules of AsyncAPI documents that no meta-schema expresses."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Refusal, Resolver
from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.openapi_rules import judge_operation_ids
from crossdock.registry.specifications.problems import (
    ADDRESS_PARAMETER_UNDECLARED,
    ADDRESS_PARAMETER_UNUSED,
    ASYNCAPI_SECURITY_UNDEFINED,
    CHANNEL_UNDEFINED,
    MESSAGE_UNDEFINED,
    SERVER_UNDEFINED,
)

_NAME = re.compile(r"\{([^{}]*)\}")


def judge_asyncapi2(root: Node, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the rules have against an AsyncAPI 2 document."""
    ids: list[Node] = []
    schemes = root.child("components", "securitySchemes")
    for address, written in root.child("channels").entries():
        channel = written.unfold(resolver)
        yield from _judge_address(address, channel, written.place.key())
        yield from _judge_server_names(channel.child("servers"), root.child("servers"))
        for verb in ("publish", "subscribe"):
            ids.append(channel.child(verb, "operationId"))
            yield from _judge_security(channel.child(verb, "security"), schemes)
    for _, server in root.child("servers").entries():
        yield from _judge_security(server.child("security"), schemes)
    yield from judge_operation_ids(ids)


def judge_asyncapi3(root: Node, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the rules have against an AsyncAPI 3 document; references that lead nowhere have a rule of their own."""
    for _, written in root.child("channels").entries():
        channel = written.follow(resolver)
        address = channel.child("address")
        yield from _judge_address(address.text or "", channel, address.place)
        yield from _judge_server_references(channel.child("servers"), root, resolver)
    for _, written in root.child("operations").entries():
        operation = written.follow(resolver)
        yield from _judge_use(operation, root, resolver)
        yield from _judge_use(operation.child("reply").follow(resolver), root, resolver)


def _judge_address(address: str, channel: Node, at: Place) -> Iterator[Finding]:
    asked = set(_NAME.findall(address))
    declared = channel.child("parameters").mapping
    unused = declared.keys() - asked
    for name in sorted(asked - declared.keys()):
        close = closest(name, unused)
        unused.discard(close or "")
        fix = f"did you mean `{{{close}}}`?" if close else ""
        message = f"`{{{name}}}` in `{address}` is not declared as a parameter"
        yield make_finding(ADDRESS_PARAMETER_UNDECLARED, message, at, fix, name)
    for name in sorted(unused):
        message = f"the parameter `{name}` does not occur in `{address}`"
        yield make_finding(ADDRESS_PARAMETER_UNUSED, message, channel.child("parameters").place_of(name).key())


def _judge_server_names(names: Node, servers: Node) -> Iterator[Finding]:
    for element in names.elements():
        name = element.text
        if name is not None and name not in servers.mapping:
            close = closest(name, servers.mapping)
            fix = f"did you mean `{close}`?" if close else ""
            yield make_finding(SERVER_UNDEFINED, f"the server `{name}` is not defined", element.place, fix)


def _judge_server_references(listed: Node, root: Node, resolver: Resolver) -> Iterator[Finding]:
    for written in listed.elements():
        place = _target_place(written, resolver)
        if place is not None and not _is_entry(place, root, "servers"):
            yield make_finding(SERVER_UNDEFINED, f"`{written.reference}` is no server below `#/servers`", written.place)


def _judge_use(user: Node, root: Node, resolver: Resolver) -> Iterator[Finding]:
    """Hold an operation or a reply against its channel."""
    channel = user.child("channel")
    place = _target_place(channel, resolver)
    if place is None:
        return
    if not _is_entry(place, root, "channels"):
        message = f"`{channel.reference}` is no channel below `#/channels` of this document"
        yield make_finding(CHANNEL_UNDEFINED, message, channel.place)
        return
    for written in user.child("messages").elements():
        found = _target_place(written, resolver)
        if found is not None and (found.path, split_pointer(found.pointer)[:-1]) != (
            place.path,
            (*split_pointer(place.pointer), "messages"),
        ):
            message = f"`{written.reference}` is no message of the channel `{split_pointer(place.pointer)[-1]}`"
            yield make_finding(MESSAGE_UNDEFINED, message, written.place)


def _judge_security(requirements: Node, schemes: Node) -> Iterator[Finding]:
    for requirement in requirements.elements():
        for name, node in requirement.entries():
            if name not in schemes.mapping:
                close = closest(name, schemes.mapping)
                fix = f"did you mean `{close}`?" if close else ""
                message = f"the security scheme `{name}` is not defined"
                yield make_finding(ASYNCAPI_SECURITY_UNDEFINED, message, node.place.key(), fix)


def _target_place(written: Node, resolver: Resolver) -> Place | None:
    """Return where a reference's first step leads, `None` when it is none or leads nowhere."""
    if written.reference is None:
        return None
    target = resolver.resolve(written.reference, written.place)
    return None if isinstance(target, Refusal) else target.place


def _is_entry(place: Place, root: Node, room: str) -> bool:
    tokens = split_pointer(place.pointer)
    return place.path == root.place.path and len(tokens) == 2 and tokens[0] == room
