"""The function `arazzoWorkflowOutputNamesValidation`: outputs of workflows have plain names and are runtime expressions."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import read_arazzo, read_workflows
from crossdock.registry.rulesets.arazzo_outputs import are_texts, judge_outputs
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    workflows = list(read_workflows(document))
    if are_texts(workflow.get("outputs") for _, workflow in workflows):
        for at, workflow in workflows:
            yield from judge_outputs(workflow.get("outputs"), ("workflows", at), document, at)


_ADVICE = (
    "name outputs with letters, digits, `.`, `-` and `_`, and give each a runtime expression that leads to something"
)
FUNCTION = Function("arazzoWorkflowOutputNamesValidation", plain_options(_judge), always(_ADVICE))
