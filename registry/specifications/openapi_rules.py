"""Rules of OpenAPI and Swagger documents that no meta-schema expresses."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.http_operations import (
    HttpOperation,
    has_lost_parameters,
    merge_parameters,
    walk_operations,
)
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import (
    OPERATION_ID_DUPLICATE,
    PARAMETER_DUPLICATE,
    PATH_DUPLICATE,
    PATH_PARAMETER_UNDECLARED,
    PATH_PARAMETER_UNUSED,
    SECURITY_UNDEFINED,
    SERVER_VARIABLE_UNDEFINED,
)
from crossdock.registry.specifications.reference_kinds import judge_reference_kinds

_NAME = re.compile(r"\{([^{}]*)\}")


def judge_openapi(root: Node, resolver: Resolver, schemes: Node) -> Iterator[Finding]:
    """Yield what the rules have against a document; `schemes` are the security schemes that it defines."""
    operations = tuple(walk_operations(root, resolver))
    yield from _judge_paths(root)
    yield from judge_operation_ids([found.node.child("operationId") for found in operations])
    yield from _judge_security(root.child("security"), schemes)
    yield from _judge_servers(root.child("servers"))
    for found in operations:
        yield from _judge_parameters(found, resolver)
        yield from _judge_security(found.node.child("security"), schemes)
        yield from _judge_servers(found.node.child("servers"))
    yield from judge_reference_kinds(root.data, root.place)
    for _, item in root.child("paths").entries():
        yield from _judge_repeated(item, resolver)
        yield from _judge_servers(item.child("servers"))


def judge_operation_ids(ids: list[Node]) -> Iterator[Finding]:
    """Yield a finding for each id that an earlier operation has."""
    first: dict[str, Node] = {}
    for node in ids:
        name = node.text
        if name is not None and name in first and first[name].place != node.place:
            message = f"the operation id `{name}` is taken by another operation ({first[name].place.pointer})"
            yield make_finding(OPERATION_ID_DUPLICATE, message, node.place)
        elif name is not None:
            first[name] = node


def _judge_paths(root: Node) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path, item in root.child("paths").entries():
        shape = _NAME.sub("{}", path)
        if shape in first and path.startswith("/"):
            message = f"`{path}` is the same path as `{first[shape]}`: only the names of parameters differ"
            yield make_finding(PATH_DUPLICATE, message, item.place.key(), f"merge it into `{first[shape]}`")
        first.setdefault(shape, path)


def _judge_parameters(found: HttpOperation, resolver: Resolver) -> Iterator[Finding]:
    yield from _judge_repeated(found.node, resolver)
    if not found.address.startswith("/"):
        return  # a callback's expression or a webhook's name is no path
    if has_lost_parameters(found, resolver):
        return  # what leads nowhere may be what is asked for; references have rules of their own
    asked = set(_NAME.findall(found.address))
    merged = merge_parameters(found, resolver)
    unused = {name for location, name in merged if location == "path"} - asked
    for name in sorted(asked - {name for location, name in merged if location == "path"}):
        close = closest(name, unused)
        unused.discard(close or "")
        message = f"`{{{name}}}` in `{found.address}` is not declared as a path parameter of `{found.method}`"
        fix = f"rename the parameter `{close}` to `{name}`, or the other way round" if close else ""
        yield make_finding(PATH_PARAMETER_UNDECLARED, message, found.node.place.key(), fix, name)
    for name in sorted(unused):
        message = f"the path parameter `{name}` does not occur in `{found.address}`"
        yield make_finding(PATH_PARAMETER_UNUSED, message, found.node.place.key(), anchor=name)


def _judge_repeated(owner: Node, resolver: Resolver) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for written in owner.child("parameters").elements():
        parameter = written.follow(resolver)
        name, location = parameter.text_at("name"), parameter.text_at("in")
        if name is None or location is None:
            continue
        if (location, name) in seen:
            message = f"the {location} parameter `{name}` is listed twice"
            yield make_finding(PARAMETER_DUPLICATE, message, written.place)
        seen.add((location, name))


def _judge_security(requirements: Node, schemes: Node) -> Iterator[Finding]:
    for requirement in requirements.elements():
        for name, node in requirement.entries():
            if name not in schemes.mapping and "/" not in name and "#" not in name:  # since 3.2 it may be an address
                close = closest(name, schemes.mapping)
                message = f"the security scheme `{name}` is not defined"
                fix = f"did you mean `{close}`?" if close else ""
                yield make_finding(SECURITY_UNDEFINED, message, node.place.key(), fix)


def _judge_servers(servers: Node) -> Iterator[Finding]:
    for server in servers.elements():
        address, variables = server.child("url"), server.child("variables")
        for name in sorted(set(_NAME.findall(address.text or ""))):
            if name not in variables.mapping:
                message = f"`{{{name}}}` in the address is not defined in `variables`"
                yield make_finding(SERVER_VARIABLE_UNDEFINED, message, address.place, anchor=name)
