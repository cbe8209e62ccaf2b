"""The function `typedEnum`: the values of an enumeration have the type that stands beside it."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node, root_of

_NULLABLE = {"oas2": "x-nullable", "oas3_0": "nullable"}


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if not isinstance(node.value, dict):
        return
    values, stated = node.value.get("enum"), node.value.get("type")
    if not isinstance(values, list) or not isinstance(stated, (str, list)):
        return
    types = [stated] if isinstance(stated, str) else [each for each in stated if isinstance(each, str)]
    formats = formats_of(root_of(node).value)
    is_nullable = any(name in formats and node.value.get(keyword) is True for name, keyword in _NULLABLE.items())
    for index, value in enumerate(values):
        if not any(_is_of(value, kind) for kind in types) and not (is_nullable and value is None):
            wanted = ",".join(types)
            yield Complaint(f'Enum value {print_value(value)} must be "{wanted}".', pointer=f"/enum/{index}")


def _is_of(value: object, kind: str) -> bool:
    """Whether a value is of a type of JSON Schema; 1.0 is an integer."""
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, (int, float)):
        return kind == "number" or (kind == "integer" and float(value).is_integer())
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return names.get(type(value)) == kind


_ADVICE = "write each value of `enum` with the type that `type` states, or correct `type`"
FUNCTION = Function("typedEnum", plain_options(_judge), always(_ADVICE))
