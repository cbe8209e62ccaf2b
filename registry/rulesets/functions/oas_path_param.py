"""The function `oasPathParam`: the variables of a path and the parameters that are declared for it are the same."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import METHODS, pointer_of, read_path_items

_VARIABLE = re.compile(r"\{;?\??([A-Za-z0-9_-]+)\*?\}")
Declared = dict[str, str]  # name of a path parameter → pointer below the document


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for path, item in read_path_items(root, resolver):
        shape = _VARIABLE.sub("%", path)
        if shape in seen:
            yield Complaint(
                f'Paths "{seen[shape]}" and "{path}" must not be equivalent.', pointer=pointer_of("paths", path)
            )
        else:
            seen[shape] = path
        yield from _judge_path(path, item, resolver)


def _judge_path(path: str, item: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    variables: list[str] = []
    for name in _VARIABLE.findall(path):
        if name in variables:
            text = f'Path "{path}" must not use parameter "{{{name}}}" multiple times.'
            yield Complaint(text, pointer=pointer_of("paths", path))
        else:
            variables.append(name)
    shared: Declared = {}
    yield from _declare(item, ("paths", path, "parameters"), shared, resolver)
    for child in item.children():
        operation = child.follow(resolver)
        if child.key not in METHODS or not isinstance(operation.value, dict):
            continue
        own: Declared = {}
        yield from _declare(operation, ("paths", path, child.key, "parameters"), own, resolver)
        declared = {**shared, **own}
        for name in variables:
            if name not in declared:
                text = f'Operation must define parameter "{{{name}}}" as expected by path "{path}".'
                yield Complaint(text, pointer=pointer_of("paths", path, child.key))
        yield from _unused(path, own, variables)
    yield from _unused(path, shared, variables)


def _declare(owner: Node, at: tuple[object, ...], declared: Declared, resolver: Resolver | None) -> Iterator[Complaint]:
    """Collect the path parameters of a path or an operation, and say what is wrong with them."""
    parameters = owner.child("parameters").follow(resolver)
    for parameter in parameters.children() if isinstance(parameters.value, list) else ():
        source = parameter.follow(resolver)
        name, place = source.child("name").value, source.child("in").value
        if place != "path" or not isinstance(name, str):
            continue
        pointer = pointer_of(*at, parameter.key)
        if source.child("required").value is not True:
            text = f'Path parameter "{name}" must have "required" property that is set to "true".'
            yield Complaint(text, pointer=pointer)
        if name in declared:
            yield Complaint(f'Path parameter "{name}" must not be defined multiple times.', pointer=pointer)
        else:
            declared[name] = pointer


def _unused(path: str, declared: Declared, variables: list[str]) -> Iterator[Complaint]:
    for name, pointer in declared.items():
        if name not in variables:
            yield Complaint(f'Parameter "{name}" must be used in path "{path}".', pointer=pointer)


_ADVICE = "declare each variable of the path once as a required path parameter, and no path parameter that the path does not have"
FUNCTION = Function("oasPathParam", plain_options(_judge), always(_ADVICE))
