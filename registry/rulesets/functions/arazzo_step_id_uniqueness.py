"""The function `arazzoStepIdUniqueness`: each step of a workflow has an id, and no other step the same."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import items_of, members_of
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.rulesets.resolution import resolve_value


def _judge(workflow: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[str] = set()
    for number, step in enumerate(items_of(members_of(resolve_value(workflow, resolver)), "steps")):
        found = members_of(step).get("stepId")
        if found is None:
            text = f'Step at index {number} is missing a "stepId". Each step should have a unique "stepId".'
            yield Complaint(text, pointer=pointer_of("steps", number))
        elif isinstance(found, str):
            if found in seen:
                text = '"stepId" must be unique within the workflow.'
                yield Complaint(text, pointer=pointer_of("steps", number, "stepId"))
            seen.add(found)


_ADVICE = "give each step of the workflow a `stepId` of its own"
FUNCTION = Function("arazzoStepIdUniqueness", plain_options(_judge), always(_ADVICE))
