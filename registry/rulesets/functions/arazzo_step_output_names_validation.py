"""The function `arazzoStepOutputNamesValidation`: outputs of steps have plain names and are runtime expressions."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import read_arazzo, read_steps
from crossdock.registry.rulesets.arazzo_outputs import are_texts, judge_outputs
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    steps = list(read_steps(document))
    if are_texts(step.members.get("outputs") for step in steps):
        for step in steps:
            yield from judge_outputs(step.members.get("outputs"), step.tokens, document, step.at)


_ADVICE = (
    "name outputs with letters, digits, `.`, `-` and `_`, and give each a runtime expression that leads to something"
)
FUNCTION = Function("arazzoStepOutputNamesValidation", plain_options(_judge), always(_ADVICE))
