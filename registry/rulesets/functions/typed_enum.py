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
    values, types = node.child("enum").follow(resolver), _types_of(node, resolver)
    if not isinstance(values.value, list) or types is None:
        return
    wanted = ",".join(types)
    for item in values.children():
        value = item.follow(resolver).value
        if not any(_is_of(value, kind) for kind in types):
            yield Complaint(f'Enum value {print_value(value)} must be "{wanted}".', pointer=f"/enum/{item.key}")


def _types_of(node: Node, resolver: Resolver | None) -> list[str] | None:
    """Return the types that are allowed, null where the value may be, `None` when they are not written as types are."""
    stated = node.child("type").follow(resolver)
    written = [child.follow(resolver).value for child in stated.children()]
    listed = written if isinstance(stated.value, list) else [stated.value]
    types = [each for each in listed if isinstance(each, str)]
    if len(types) != len(listed):
        return None
    formats = formats_of(root_of(node).value)
    flags = (keyword for name, keyword in _NULLABLE.items() if name in formats)
    is_nullable = any(node.child(keyword).follow(resolver).value is True for keyword in flags)
    return [*types, "null"] if is_nullable else types


def _is_of(value: object, kind: str) -> bool:
    """Whether a value is of a type of JSON Schema; 1.0 is an integer."""
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, (int, float)):
        return kind == "number" or (kind == "integer" and (isinstance(value, int) or value.is_integer()))
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return names.get(type(value)) == kind


_ADVICE = "write each value of `enum` with the type that `type` states, or correct `type`"
FUNCTION = Function("typedEnum", plain_options(_judge), always(_ADVICE))
