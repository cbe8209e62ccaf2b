"""The function `asyncApiSecurity`: security that is asked for is defined, with its scopes."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.inputs import REQUIREMENT, accept
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.operations import pointer_of

_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode")


def _prepare(options: object) -> Judge:
    kind = read_options(options, ("objectType",), "{objectType: Server}").get("objectType")
    if kind not in ("Server", "Operation"):
        raise BadOption("`objectType` is Server or Operation", "objectType")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        schemes = root_of(node).child("components").follow(resolver).child("securitySchemes").follow(resolver)
        for entry in node.children():
            scheme = schemes.child(str(entry.key)).follow(resolver)
            if scheme.is_missing:
                text = f"{kind} must not reference an undefined security scheme."
                yield Complaint(text, pointer=pointer_of(entry.key))
            elif scheme.child("type").value == "oauth2" and isinstance(entry.value, list):
                known = _scopes_of(scheme, resolver)
                for index, scope in enumerate(entry.value):
                    if scope not in known:
                        text = "Non-existing security scope for the specified security scheme. Available: "
                        yield Complaint(f"{text}[{', '.join(known)}]", pointer=pointer_of(entry.key, index))

    return accept(REQUIREMENT, judge)


def _scopes_of(scheme: Node, resolver: Resolver | None) -> list[str]:
    flows = scheme.child("flows").follow(resolver)
    found: list[str] = []
    for name in _FLOWS:
        flow = flows.child(name).follow(resolver)
        scopes = next(
            (each.value for each in (flow.child("scopes"), flow.child("availableScopes")) if each.value), None
        )
        found += list(scopes) if isinstance(scopes, dict) else []
    return list(dict.fromkeys(found))


_ADVICE = "define the security scheme in `components.securitySchemes` with the scopes that are asked for, or ask for one that is there"
FUNCTION = Function("asyncApiSecurity", _prepare, always(_ADVICE))
