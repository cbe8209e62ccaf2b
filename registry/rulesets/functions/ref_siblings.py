"""The function `refSiblings`: nothing stands beside a reference, where it would be ignored."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    """Judge what holds a reference, or a property of that name."""
    if not isinstance(node.value, dict) or "$ref" not in node.value:
        return
    for name in node.value:
        if name != "$ref":
            yield Complaint("$ref must not be placed next to any other properties", pointer=pointer_of(name))


_ADVICE = "move what stands beside `$ref` to where it leads, or remove it"
FUNCTION = Function("refSiblings", plain_options(_judge), always(_ADVICE))
