"""The function `serverVariables`: the variables of a server's address and those that are described are the same."""

import re
from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.function import Complaint, Function, Judge
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def _prepare(options: object) -> Judge:
    known: Mapping[str, object] = options if isinstance(options, dict) else {}
    is_default_required = known.get("requireDefault") is True

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        address = next((found for name in ("url", "host") if isinstance(found := node.child(name).value, str)), None)
        if not isinstance(node.value, dict) or address is None:
            return
        path = node.child("pathname").value
        used = list(dict.fromkeys(_VARIABLE.findall(address + (path if isinstance(path, str) else ""))))
        variables = node.child("variables").follow(resolver)
        described = list(variables.value) if isinstance(variables.value, dict) else []
        missing = [name for name in used if name not in described]
        if missing:
            text = f'Not all server\'s variables are described with "variables" object. Missed: {", ".join(missing)}.'
            yield Complaint(text, pointer="/variables")
        for name in described:
            if name not in used:
                text = f'Server\'s "variables" object has unused defined "{name}" url variable.'
                yield Complaint(text, pointer=pointer_of("variables", name))
        for variable in variables.children() if described else ():
            yield from _judge_variable(
                variable.follow(resolver), pointer_of("variables", variable.key), is_default_required
            )

    return judge


def _judge_variable(variable: Node, pointer: str, is_default_required: bool) -> Iterator[Complaint]:
    if not isinstance(variable.value, dict):
        return
    values, default = variable.value.get("enum"), variable.child("default")
    if default.is_missing:
        if is_default_required:
            yield Complaint(f'Server Variable "{variable.key}" has a missing default.', pointer=pointer)
    elif isinstance(values, list) and default.value not in values:
        text = f'Server Variable "{variable.key}" has a default not listed in the enum.'
        yield Complaint(text, pointer=f"{pointer}/default")


FUNCTION = Function("serverVariables", _prepare)
