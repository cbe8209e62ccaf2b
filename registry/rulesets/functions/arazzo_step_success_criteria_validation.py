"""The function `arazzoStepSuccessCriteriaValidation`: what a step's success is measured by can be evaluated."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_criteria import judge_criteria
from crossdock.registry.rulesets.arazzo_document import read_arazzo, read_steps
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    for step in read_steps(document):
        yield from judge_criteria(step.members.get("successCriteria"), (*step.tokens, "successCriteria"), document)


_ADVICE = "give each criterion a `condition` that can be evaluated, and a `context` where its type needs one"
FUNCTION = Function("arazzoStepSuccessCriteriaValidation", plain_options(_judge), always(_ADVICE))
