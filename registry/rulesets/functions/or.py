"""The function `or`: at least one of several members is there."""  # noqa: N999 - the format names it so

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target, show_values
from crossdock.registry.rulesets.function import Complaint, Function, Judge, list_missing, read_names
from crossdock.registry.rulesets.node import Node


def _prepare_or(options: object) -> Judge:
    names = read_names(options)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if isinstance(node.value, dict) and not any(name in node.value for name in names):
            yield Complaint(list_missing(names))

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"give {target.name} at least one of {show_values(options.get('properties'))}"


FUNCTION = Function("or", _prepare_or, _advise)
