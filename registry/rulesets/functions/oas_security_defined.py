"""The function `oasSecurityDefined`: security that is asked for is defined, with its scopes."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.inputs import REQUIREMENT, accept
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.operations import pointer_of

_PLACES = {2: ("securityDefinitions",), 3: ("components", "securitySchemes")}


def _prepare(options: object) -> Judge:
    version = read_options(options, ("oasVersion",), "{oasVersion: 3}").get("oasVersion")
    if isinstance(version, bool) or version not in _PLACES:
        raise BadOption("`oasVersion` is 2 or 3", "oasVersion")
    place = _PLACES[2 if version == 2 else 3]

    def judge(requirement: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        schemes = _find_schemes(requirement, place)
        for asked in requirement.children():
            name = str(asked.key)
            if name not in schemes:
                text = f'{_whose(requirement)} "security" values must match a scheme defined in the "{".".join(place)}" object.'
                yield Complaint(text, pointer=pointer_of(name))
                continue
            known = _read_scopes(schemes[name], is_flat=len(place) == 1)
            for scope in asked.follow(resolver).children():
                scope_name = scope.follow(resolver).value
                if scope_name not in known:
                    yield Complaint(f'"{scope_name}" must be listed among scopes.', pointer=pointer_of(name, scope.key))

    return accept(REQUIREMENT, judge)


def _find_schemes(node: Node, place: tuple[str, ...]) -> Mapping[str, object]:
    """Return what the document itself defines, as it is written: tools for the format follow no references here."""
    found: object = root_of(node).value
    for name in place:
        found = found.get(name) if isinstance(found, dict) else None
    return {str(name): scheme for name, scheme in found.items()} if isinstance(found, dict) else {}


def _whose(requirement: Node) -> str:
    security = requirement.parent
    is_top = security is not None and security.parent is not None and security.parent.parent is None
    return "API" if is_top else "Operation"


def _read_scopes(scheme: object, *, is_flat: bool) -> set[object]:
    """Return the scopes of a scheme, in Swagger 2.0 its own, in OpenAPI 3 those of its flows; only OAuth 2 has any."""
    if not isinstance(scheme, dict):
        return set()
    flows = scheme.get("flows")
    owners = [scheme] if is_flat else list(flows.values()) if isinstance(flows, dict) else []
    found = (owner.get("scopes") for owner in owners if isinstance(owner, dict))
    return {str(name) for scopes in found if isinstance(scopes, dict) for name in scopes}


def _advise(options: Mapping[str, object], target: Target) -> str:
    place = ".".join(_PLACES[2 if options.get("oasVersion") == 2 else 3])
    return f"define the security scheme in `{place}` with the scopes that are asked for, or ask for one that is there"


FUNCTION = Function("oasSecurityDefined", _prepare, _advise)
