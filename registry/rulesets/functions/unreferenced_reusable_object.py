"""The function `unreferencedReusableObject`: what can be shared is shared by something."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.referenced import find_referenced


def _prepare(options: object) -> Judge:
    names = ("reusableObjectsLocation",)
    location = read_options(options, names, '{reusableObjectsLocation: "#/definitions"}').get(names[0])
    if not isinstance(location, str) or not location.startswith("#"):
        raise BadOption("`reusableObjectsLocation` must be a local pointer: `#/definitions`", names[0])
    base = location[1:].rstrip("/")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if not isinstance(node.value, dict):
            return
        used = find_referenced(node)
        for name in node.value:
            if f"{base}/{name}" not in used:  # a name that reads as a part of an address is looked up as one
                pointer = unquote(f"/{name}")
                yield Complaint("Potential orphaned reusable object has been detected", pointer=pointer)

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"refer to it as `{options.get('reusableObjectsLocation')}/…`, or remove it"


FUNCTION = Function("unreferencedReusableObject", _prepare, _advise)
