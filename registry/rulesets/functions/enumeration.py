"""The function `enumeration`: the value is one of those that are listed."""

from collections.abc import Iterable, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target, show_values
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.javascript import is_strictly_equal, print_value
from crossdock.registry.rulesets.node import Node


def _prepare_enumeration(options: object) -> Judge:
    values = read_options(options, ("values",), "{values: [planned, actual]}").get("values")
    if not isinstance(values, list) or any(isinstance(value, (dict, list)) for value in values):
        raise BadOption("`values` must be a list of single values", "values")
    text = f"must be equal to one of the allowed values: {', '.join(map(print_value, values))}"

    def judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        is_judged = not node.is_missing and not node.is_collection and node.value is not None
        is_allowed = any(is_strictly_equal(node.value, value) for value in values)
        return (Complaint(text, "value"),) if is_judged and not is_allowed else ()

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"write {target.name} as {show_values(options.get('values'))}"


FUNCTION = Function("enumeration", _prepare_enumeration, _advise)
