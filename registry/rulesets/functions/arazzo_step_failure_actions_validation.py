"""The function `arazzoStepFailureActionsValidation`: what follows on the failure of a step is named once and leads to what is there."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_actions import judge_actions
from crossdock.registry.rulesets.arazzo_document import read_arazzo
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    return judge_actions(read_arazzo(root, resolver), ("failureActions", "onFailure"), "failure", ("goto", "retry"))


_ADVICE = "name each failure action once, and let it lead to a step, workflow or component that is there"
FUNCTION = Function("arazzoStepFailureActionsValidation", plain_options(_judge), always(_ADVICE))
