"""The function `typedEnum`: the values of an enumeration have the type that stands beside it."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if not isinstance(node.value, dict):
        return
    values, stated = node.value.get("enum"), node.value.get("type")
    if not isinstance(values, list) or not isinstance(stated, (str, list)):
        return
    types = [stated] if isinstance(stated, str) else [each for each in stated if isinstance(each, str)]
    is_nullable = node.value.get("nullable") is True or node.value.get("x-nullable") is True
    try:
        validator = compile_validator({"type": [*types, *(["null"] if is_nullable and "null" not in types else [])]})
    except SchemaRefused:
        return
    for index, value in enumerate(values):
        if not validator.is_valid(value):
            wanted = ",".join(types)
            yield Complaint(f'Enum value {print_value(value)} must be "{wanted}".', pointer=f"/enum/{index}")


FUNCTION = Function("typedEnum", plain_options(_judge))
