"""The function `xor`: just one of several members is there."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target, show_values
from crossdock.registry.rulesets.function import Complaint, Function, Judge, list_missing, read_names
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node


def _prepare_xor(options: object) -> Judge:
    names = read_names(options)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        present = [name for name in node.value if name in names] if isinstance(node.value, dict) else [""]
        if not present:
            yield Complaint(list_missing(names))
        elif len(present) > 1:
            yield Complaint(f"Just one of {' and '.join(map(print_value, present))} must be defined")

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"give {target.name} just one of {show_values(options.get('properties'))}"


FUNCTION = Function("xor", _prepare_xor, _advise)
