"""The function `uniquenessTags`: no tag is listed twice."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[str] = set()
    for tag in node.children() if isinstance(node.value, list) else ():
        name = tag.follow(resolver).child("name").value
        if isinstance(name, str) and name in seen:
            yield Complaint(f'"tags" object contains duplicate tag name "{name}".', pointer=f"/{tag.key}/name")
        elif isinstance(name, str):
            seen.add(name)


_ADVICE = "list each tag once"
FUNCTION = Function("uniquenessTags", plain_options(_judge), always(_ADVICE))
