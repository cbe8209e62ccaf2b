"""The function `uniquenessTags`: no tag is listed twice."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.inputs import accept
from crossdock.registry.rulesets.node import Node


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[str] = set()
    for tag in node.children():
        name = str(tag.follow(resolver).child("name").value)
        if name in seen:
            yield Complaint(f'"tags" object contains duplicate tag name "{name}".', pointer=f"/{tag.key}/name")
        seen.add(name)


_INPUT: JsonSchema = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
}
_ADVICE = "list each tag once"
FUNCTION = Function("uniquenessTags", plain_options(accept(_INPUT, _judge)), always(_ADVICE))
