"""The function `arazzoWorkflowIdUniqueness`: no two workflows of a document have the same id."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import read_arazzo, read_workflows
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import UNDEFINED, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[tuple[type, object]] = set()
    for at, workflow in read_workflows(read_arazzo(root, resolver)):
        found = workflow.get("workflowId", UNDEFINED)
        if isinstance(found, (dict, list)):
            continue
        if (type(found), found) in seen:
            text = f'"workflowId" must be unique across all workflows. "{to_text(found)}" is duplicated.'
            yield Complaint(text, pointer=pointer_of("workflows", at, "workflowId"))
        seen.add((type(found), found))


_ADVICE = "give each workflow a `workflowId` of its own"
FUNCTION = Function("arazzoWorkflowIdUniqueness", plain_options(_judge), always(_ADVICE))
