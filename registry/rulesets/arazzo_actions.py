"""Actions of Arazzo 1.0 (Success Action Object, Failure Action Object): each named once, and what they lead to is there."""

from collections.abc import Iterator

from crossdock.registry.rulesets.arazzo_criteria import judge_criteria
from crossdock.registry.rulesets.arazzo_document import Arazzo, Members, Step, read_steps
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.arazzo_reuse import Flaw, Reused, combine_actions
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.operations import pointer_of


def judge_actions(document: Arazzo, keys: tuple[str, str], kind: str, leading: tuple[str, ...]) -> Iterator[Complaint]:
    """Yield what is wrong with the actions of all steps.

    `keys` are their names in the workflow and in the step, `kind` is `success` or `failure`, `leading` are the types of action that lead
    elsewhere.
    """
    for step in read_steps(document):
        seen: set[str] = set()
        for number, action in enumerate(combine_actions(step, keys, document)):
            at = (*step.tokens, keys[1], number)
            texts = [*_name(action, seen, kind)]
            if action.members.get("type") in leading:
                texts += _lead(action.members, step, document)
            yield from (Complaint(text, pointer=pointer_of(*at)) for text in texts)
            yield from judge_criteria(action.members.get("criteria"), (*at, "criteria"), document)


def _name(action: Reused, seen: set[str], kind: str) -> Iterator[str]:
    if action.name in seen:
        yield f'"{action.name}" must be unique within the combined {kind} actions.'
    seen.add(action.name)
    if action.flaw is Flaw.UNREADABLE:
        yield f'Invalid runtime expression for reusable action reference: "{action.name}".'
    elif action.flaw is Flaw.MISSING:
        yield f'Non-existing reusable action reference: "{action.name}".'
    elif action.flaw is Flaw.DUPLICATE:
        yield f'Duplicate {kind} action name: "{action.name}".'


def _lead(action: Members, step: Step, document: Arazzo) -> Iterator[str]:
    workflow, target = action.get("workflowId"), action.get("stepId")
    if isinstance(workflow, str) and workflow.startswith("$"):
        if not is_expression(workflow, document) or ".".join(workflow.split(".")[1:2]) not in document.sources:
            yield f'"workflowId" "{workflow}" is not a valid reference or does not exist in sourceDescriptions.'
    elif isinstance(workflow, str) and workflow not in document.workflows:
        yield f'"workflowId" "{workflow}" does not exist within the local Arazzo Document workflows.'
    if isinstance(target, str) and target not in document.steps[step.at]:
        yield f'"stepId" "{target}" does not exist within the current workflow.'
    if workflow is not None and target is not None:
        yield '"workflowId" and "stepId" are mutually exclusive and cannot be specified together.'
