"""The function `arazzoWorkflowDependsOnValidation`: the workflows that must come first are named once and are there."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import (
    Arazzo,
    items_of,
    read_arazzo,
    read_workflows,
)
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import UNDEFINED, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    for at, workflow in read_workflows(document):
        seen: set[str] = set()
        own = to_text(workflow.get("workflowId", UNDEFINED))
        for number, name in enumerate(items_of(workflow, "dependsOn")):
            if not isinstance(name, str):
                continue
            is_known = name in seen
            seen.add(name)
            twice = f'Duplicate workflowId "{name}" in dependsOn for workflow "{own}".'
            for text in (twice,) if is_known else _find_faults(name, own, document):
                yield Complaint(text, pointer=pointer_of("workflows", at, "dependsOn", number))


def _find_faults(name: str, own: str, document: Arazzo) -> Iterator[str]:
    if name.startswith("$") and not is_expression(name, document):
        yield f'Runtime expression "{name}" is invalid.'
    if not name.startswith("$sourceDescriptions."):
        if name not in document.workflows:
            yield f'WorkflowId "{name}" not found in local Arazzo workflows "{own}".'
        return
    _, source, *rest = name.split(".")
    kind = document.sources.get(source)
    if kind is None:
        yield f'Source description "{source}" not found for workflowId "{name}".'
    elif kind != "arazzo":
        yield f'Source description "{source}" must have a type of "arazzo".'
    elif not rest:
        yield f'WorkflowId part is missing in the expression "{name}".'


_ADVICE = "name each workflow in `dependsOn` once, and one that is there"
FUNCTION = Function("arazzoWorkflowDependsOnValidation", plain_options(_judge), always(_ADVICE))
