"""The function `length`: how long a text or list is, how many members an object has, how large a number is."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_number, read_options
from crossdock.registry.rulesets.node import Node


def _prepare_length(options: object) -> Judge:
    known = read_options(options, ("min", "max"), "{min: 1}")
    low, high = read_number(known, "min"), read_number(known, "max")
    if low is None and high is None:
        raise BadOption("`min` or `max` is missing")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        size = _size(node.value)
        if size is not None and low is not None and size < low:
            yield Complaint(f"must be longer than {low}", "property")
        if size is not None and high is not None and size > high:
            yield Complaint(f"must be shorter than {high}", "property")

    return judge


def _size(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    return len(value) if isinstance(value, (str, list, dict)) else value if isinstance(value, (int, float)) else None


def _advise(options: Mapping[str, object], target: Target) -> str:
    words = {"min": "at least", "max": "at most"}
    bounds = " and ".join(f"{words[name]} {options[name]}" for name in words if options.get(name) is not None)
    return f"write {target.name} so that its length (of a number: its value) is {bounds}"


FUNCTION = Function("length", _prepare_length, _advise)
