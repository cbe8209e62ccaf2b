"""The function `oasSecurityDefined`: security that is asked for is defined, with its scopes."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.inputs import REQUIREMENT, accept
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
    """Judge the `security` of the document or of an operation; a requirement that is none is passed over."""

    def judge(requirement: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        for scopes in requirement.children():
            scheme = schemes.child(scopes.key if scopes.key is not None else "").follow(resolver)
            if scheme.is_missing:
                text = f'{what} "security" values must match a scheme defined in the "{place}" object.'
                yield Complaint(text, pointer=pointer_of(scopes.key))
                continue
            known = _read_scopes(scheme, resolver)
            for index, scope in enumerate(scopes.value if isinstance(scopes.value, list) else ()):
                if scope not in known:
                    yield Complaint(f'"{scope}" must be listed among scopes.', pointer=pointer_of(scopes.key, index))

    security = owner.child("security").follow(resolver)
    for requirement in security.children() if isinstance(security.value, list) else ():
        for complaint in accept(REQUIREMENT, judge)(requirement.follow(resolver), resolver):
            pointer = pointer_of(*at, "security", requirement.key)
            yield Complaint(complaint.text, pointer=pointer + complaint.pointer)


def _read_scopes(scheme: Node, resolver: Resolver | None) -> set[object]:
    """Return the scopes of a scheme, in Swagger 2.0 its own, in OpenAPI 3 those of its flows; only OAuth 2 has any."""
    flows = scheme.child("flows").follow(resolver)
    owners = [scheme, *(flow.follow(resolver) for flow in flows.children())]
    found = (owner.child("scopes").follow(resolver).value for owner in owners)
    return {name for scopes in found if isinstance(scopes, dict) for name in scopes}


def _advise(options: Mapping[str, object], target: Target) -> str:
    path = options.get("schemesPath")
    place = ".".join(map(str, path)) if isinstance(path, list) else "the document"
    return f"define the security scheme in `{place}` with the scopes that are asked for, or ask for one that is there"


FUNCTION = Function("oasSecurityDefined", _prepare, _advise)
