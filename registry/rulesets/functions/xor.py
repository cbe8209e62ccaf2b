"""The function `xor`: just one of several members is there."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target, show_values
from crossdock.registry.rulesets.function import Complaint, Function, Judge, read_names
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node


def _prepare_xor(options: object) -> Judge:
    names = read_names(options)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        count = sum(name in node.value for name in names) if isinstance(node.value, dict) else 1
        if count == 0:
            yield Complaint(f"At least one of {' or '.join(map(print_value, names))} must be defined")
        elif count > 1:
            yield Complaint(f"Just one of {' and '.join(map(print_value, names))} must be defined")

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"give {target.name} just one of {show_values(options.get('properties'))}"


FUNCTION = Function("xor", _prepare_xor, _advise)
