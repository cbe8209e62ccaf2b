"""The function `arazzoStepValidation`: what a step calls lies in a source description that is there."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import Arazzo, Members, items_of, read_arazzo, read_steps
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import UNDEFINED, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

_PATH = re.compile("\\{\\$sourceDescriptions\\.([a-zA-Z0-9_-]+)\\.url\\}#[^\n\r\u2028\u2029]+")
_FORM = "{$sourceDescriptions.<name>.url}#<json-pointer>"


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    if not items_of(document.data, "sourceDescriptions"):
        yield Complaint("sourceDescriptions is missing in the Arazzo Specification.", pointer="/sourceDescriptions")
        return
    for step in read_steps(document):
        for text, key in _find_faults(step.members, document):
            yield Complaint(text, pointer=pointer_of(*step.tokens, key))


def _find_faults(step: Members, document: Arazzo) -> Iterator[tuple[str, str]]:
    own = to_text(step.get("stepId", UNDEFINED))
    for key, known in (("operationId", document), ("workflowId", None)):
        value = step.get(key)
        if isinstance(value, str) and value.startswith("$"):
            if not is_expression(value, known):
                yield f'Runtime expression "{value}" is invalid in step "{own}".', key
            source = [*value.split("."), "undefined"][1]
            if source not in document.sources:
                yield f'Source description "{source}" not found for {key} "{value}" in step "{own}".', key
    path = step.get("operationPath")
    found = _PATH.fullmatch(to_text(path)) if path is not None else None
    if path is not None and found is None:
        what = f'OperationPath "{to_text(path)}" must be a valid runtime expression following the format'
        yield f'{what} "{_FORM}".', "operationPath"
    elif found is not None and found[1] not in document.sources:
        text = f'Source description "{found[1]}" not found for operationPath "{found[0]}" in step "{own}".'
        yield text, "operationPath"


_ADVICE = "let the step call something in a source description that the document lists in `sourceDescriptions`"
FUNCTION = Function("arazzoStepValidation", plain_options(_judge), always(_ADVICE))
