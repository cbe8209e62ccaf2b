"""Check: a workflow's states hang together, its messages exist, and its invariants hold on every path."""

from collections.abc import Iterator

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.workflows.problems import RULES


def judge_workflows(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Judge the contract's workflow; nothing when it is none or cannot be read."""
    contract = subject.contract
    if contract is None or contract.kind is not Kind.WORKFLOW or contract.document is None:
        return
    from crossdock.registry.manifests.workflow_file import read_workflow  # most changes have no workflow
    from crossdock.registry.workflows.judge import Judge

    document = context.view.document(contract.document)
    workflow = read_workflow(document)[0] if document and document.is_readable else None
    if workflow is not None:
        yield from Judge(workflow, Place(contract.document), subject.key, context.view).findings()


CHECK = Check(
    "workflows",
    "workflows hang together, and their invariants hold",
    RULES,
    judge_workflows,
    on_dependents=True,
)
