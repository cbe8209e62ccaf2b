"""The function `oasDiscriminator`: the property that tells alternatives apart is there and required."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    name = node.child("discriminator").follow(resolver).value
    if not isinstance(node.value, dict) or not isinstance(name, str):
        return
    if node.child("properties").follow(resolver).child(name).is_missing:
        yield Complaint("The discriminator property must be defined in this schema.", pointer="/properties")
    required = node.child("required").follow(resolver).value
    if not isinstance(required, list) or name not in required:
        yield Complaint("The discriminator property must be in the required property list.", pointer="/required")


_ADVICE = "declare the property that `discriminator` names in `properties`, and list it in `required`"
FUNCTION = Function("oasDiscriminator", plain_options(_judge), always(_ADVICE))
