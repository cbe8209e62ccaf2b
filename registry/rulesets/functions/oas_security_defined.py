"""The function `oasSecurityDefined`: security that is asked for is defined, with its scopes."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of, read_operations


def _prepare(options: object) -> Judge:
    path = read_options(options, ("schemesPath",), "{schemesPath: [components, securitySchemes]}").get("schemesPath")
    if not isinstance(path, list) or not all(isinstance(name, str) for name in path):
        raise BadOption("`schemesPath` must be a list of names", "schemesPath")
    place = ".".join(path)

    def judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        schemes = root
        for name in path:
            schemes = schemes.child(name).follow(resolver)
        yield from _judge_security(root, (), schemes, place, resolver, "API")
        for address, method, operation in read_operations(root, resolver):
            at = ("paths", address, method)
            yield from _judge_security(operation, at, schemes, place, resolver, "Operation")

    return judge


def _judge_security(
    owner: Node, at: tuple[str, ...], schemes: Node, place: str, resolver: Resolver | None, what: str
) -> Iterator[Complaint]:
    """Judge the `security` of the document or of an operation."""
    security = owner.child("security").follow(resolver)
    for requirement in security.children() if isinstance(security.value, list) else ():
        entries = requirement.follow(resolver)
        for scopes in entries.children() if isinstance(entries.value, dict) else ():
            pointer = (*at, "security", requirement.key, scopes.key)
            scheme = schemes.child(scopes.key if scopes.key is not None else "").follow(resolver)
            if scheme.is_missing:
                text = f'{what} "security" values must match a scheme defined in the "{place}" object.'
                yield Complaint(text, pointer=pointer_of(*pointer))
            elif isinstance(scopes.value, list) and isinstance(scheme.value, dict):
                known = _read_scopes(scheme, resolver)
                for index, scope in enumerate(scopes.value):
                    if known is not None and scope not in known:
                        text = f'"{scope}" must be listed among scopes.'
                        yield Complaint(text, pointer=pointer_of(*pointer, index))


def _read_scopes(scheme: Node, resolver: Resolver | None) -> set[object] | None:
    """Return the scopes of an OAuth 2 scheme, `None` of another one."""
    if scheme.child("type").value != "oauth2":
        return None
    owners = [scheme, *(flow.follow(resolver) for flow in scheme.child("flows").follow(resolver).children())]
    found = (owner.child("scopes").follow(resolver).value for owner in owners)
    return {name for scopes in found if isinstance(scopes, dict) for name in scopes}


def _advise(options: Mapping[str, object], target: Target) -> str:
    path = options.get("schemesPath")
    place = ".".join(map(str, path)) if isinstance(path, list) else "the document"
    return f"define the security scheme in `{place}` with the scopes that are asked for, or ask for one that is there"


FUNCTION = Function("oasSecurityDefined", _prepare, _advise)
