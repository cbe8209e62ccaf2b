"""The function `arazzoStepParametersValidation`: the parameters that count for a step are named once, placed alike, and can be filled."""

import re
from collections.abc import Iterator, Sequence

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import Arazzo, Step, read_arazzo, read_steps
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.arazzo_reuse import Flaw, Reused, combine_parameters
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import is_truthy
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

_SOURCES = re.compile(r"\$(?:inputs|steps\.[A-Za-z0-9_-]+|workflows\.[A-Za-z0-9_-]+\.steps\.[A-Za-z0-9_-]+)\.")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    for step in read_steps(document):
        if not is_truthy(step.members.get("parameters")):
            continue
        at, parameters = (*step.tokens, "parameters"), combine_parameters(step, document)
        seen: set[str] = set()
        for number, parameter in enumerate(parameters):
            for text in (*_name(parameter, seen), *_fill(parameter, document, step.at)):
                yield Complaint(text, pointer=pointer_of(*at, number))
        for text in _place(parameters, step):
            yield Complaint(text, pointer=pointer_of(*at))


def _name(parameter: Reused, seen: set[str]) -> Iterator[str]:
    if parameter.name in seen:
        yield f'"{parameter.name}" must be unique within the combined parameters.'
    seen.add(parameter.name)
    if parameter.flaw is Flaw.UNREADABLE:
        yield f'Invalid runtime expression for reusable parameter reference: "{parameter.name}".'
    elif parameter.flaw is Flaw.MISSING:
        yield f'Unresolved reusable parameter reference: "{parameter.name}".'
    elif parameter.flaw is Flaw.DUPLICATE:
        yield f'Duplicate parameter: "{parameter.name}" must be unique within the combined parameters.'


def _fill(parameter: Reused, document: Arazzo, at: int) -> Iterator[str]:
    value = parameter.members.get("value")
    is_filled = isinstance(value, str) and value.startswith("$")
    if is_filled and not (_SOURCES.match(str(value)) and is_expression(value, document, at)):
        yield f'Invalid runtime expression: "{value}" for parameter.'


def _place(parameters: Sequence[Reused], step: Step) -> Iterator[str]:
    placed = {"in" in parameter.members for parameter in parameters}
    if len(placed) == 2:
        yield 'Parameters must not mix "in" field presence.'
    if step.members.get("workflowId") is not None and True in placed:
        yield 'Step with "workflowId" must not have parameters with an "in" field.'
    is_operation = any(step.members.get(key) is not None for key in ("operationId", "operationPath"))
    if is_operation and False in placed:
        yield 'Step with "operationId" or "operationPath" must have parameters with an "in" field.'


_ADVICE = "name each parameter once, say where it goes (`in`) unless the step runs a workflow, and give it a value that is there"
FUNCTION = Function("arazzoStepParametersValidation", plain_options(_judge), always(_ADVICE))
