"""The function `oasPathParam`: the variables of a path and the parameters that are declared for it are the same."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import UNDEFINED, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import METHODS, pointer_of

_VARIABLE = re.compile(r"\{;?\??([A-Za-z0-9_-]+)\*?\}")
Declared = dict[str, str]  # name of a path parameter → pointer below the paths


def _judge(paths: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for child in paths.children() if isinstance(paths.value, dict) else ():
        path, item = str(child.key), child.follow(resolver)
        if not item.is_collection:
            continue
        shape = _VARIABLE.sub("%", path)
        if shape in seen:
            text = f'Paths "{seen[shape]}" and "{path}" must not be equivalent.'
            yield Complaint(text, pointer=pointer_of(path))
        else:
            seen[shape] = path
        yield from _judge_path(path, item, resolver)


def _judge_path(path: str, item: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    variables: list[str] = []
    for name in _VARIABLE.findall(path):
        if name in variables:
            text = f'Path "{path}" must not use parameter "{{{name}}}" multiple times.'
            yield Complaint(text, pointer=pointer_of(path))
        else:
            variables.append(name)
    shared: Declared = {}
    yield from _declare(item, (path, "parameters"), shared, resolver)
    for child in item.children():
        operation = child.follow(resolver)
        if child.key in METHODS and operation.is_collection:
            own: Declared = {}
            yield from _declare(operation, (path, child.key, "parameters"), own, resolver)
            yield from _compare(path, variables, {**shared, **own}, pointer_of(path, child.key))


def _declare(owner: Node, at: tuple[object, ...], declared: Declared, resolver: Resolver | None) -> Iterator[Complaint]:
    """Collect the path parameters of a path or an operation, and say what is wrong with them."""
    parameters = owner.child("parameters").follow(resolver)
    for parameter in parameters.children() if isinstance(parameters.value, list) else ():
        source = parameter.follow(resolver)
        written, place, required = (source.child(each).follow(resolver).value for each in ("name", "in", "required"))
        if place != "path" or written is UNDEFINED:
            continue
        name, pointer = to_text(written), pointer_of(*at, parameter.key)
        if required is not True:
            text = f'Path parameter "{name}" must have "required" property that is set to "true".'
            yield Complaint(text, pointer=pointer)
        if name in declared:
            yield Complaint(f'Path parameter "{name}" must not be defined multiple times.', pointer=pointer)
        else:
            declared[name] = pointer


def _compare(path: str, variables: list[str], declared: Declared, operation: str) -> Iterator[Complaint]:
    """Compare the variables of a path with what is declared for one of its operations, itself or for all of the path."""
    for name in variables:
        if name not in declared:
            text = f'Operation must define parameter "{{{name}}}" as expected by path "{path}".'
            yield Complaint(text, pointer=operation)
    for name, pointer in declared.items():
        if name not in variables:
            yield Complaint(f'Parameter "{name}" must be used in path "{path}".', pointer=pointer)


_ADVICE = "declare each variable of the path once as a required path parameter, and no path parameter that the path does not have"
FUNCTION = Function("oasPathParam", plain_options(_judge), always(_ADVICE))
