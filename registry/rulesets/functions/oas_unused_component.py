"""The function `oasUnusedComponent`: each component of an OpenAPI 3 document is referenced."""

from collections.abc import Iterator
from urllib.parse import unquote

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.referenced import find_referenced

# Path items, which are there from OpenAPI 3.1 on, are not among them.
_KINDS = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    used = find_referenced(root)
    components = root.child("components").value
    for kind in _KINDS if isinstance(components, dict) else ():
        entries = components.get(kind) if isinstance(components, dict) else None
        for name in entries if isinstance(entries, dict) else ():
            place = f"/components/{kind}/{name}"
            if place not in used:  # a name that reads as a part of an address is looked up as one
                yield Complaint("Potentially unused component has been detected.", pointer=unquote(place))


_ADVICE = "refer to the component, or remove it"
FUNCTION = Function("oasUnusedComponent", plain_options(_judge), always(_ADVICE))
