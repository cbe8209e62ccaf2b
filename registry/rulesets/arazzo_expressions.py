"""Runtime expressions of Arazzo 1.0: which ones can be read, and whether what they name in the document is there."""

import re
from collections.abc import Iterator

from crossdock.registry.rulesets.arazzo_document import Arazzo, Members, items_of, members_of

_STARTS = (
    *("$url", "$method", "$statusCode", "$request.", "$response.", "$message.", "$inputs.", "$outputs.", "$steps."),
    *("$workflows.", "$sourceDescriptions.", "$components.inputs."),
)
_REUSED = ("parameters", "successActions", "failureActions")
_NAME = r"[A-Za-z0-9_\\-]+"
_REST = "[^\n\r\u2028\u2029]*"
_STEP = re.compile(rf"\$steps\.({_NAME})\.{_REST}")
_WORKFLOW = re.compile(rf"\$workflows\.({_NAME})\.({_REST})")
_INPUT = re.compile(rf"\$inputs\.({_NAME})")
_COMPONENT = re.compile(rf"\$components\.(\w+)\.({_NAME})")


def is_expression(text: object, document: Arazzo | None = None, at: int | None = None) -> bool:
    """Whether a value is a runtime expression.

    `document` asks also that steps, workflows, inputs and components are there; `at` is the number of the workflow that says it, `None`
    outside of one.

    >>> from crossdock.registry.rulesets.arazzo_document import index_arazzo
    >>> is_expression("$response.body#/id"), is_expression("$steps.pick.outputs.id", index_arazzo({})), is_expression("id")
    (True, False, False)
    """
    if not isinstance(text, str):
        return False
    kind = next((name for name in _REUSED if text.startswith(f"$components.{name}.")), None)
    if kind is None and not text.startswith(_STARTS):
        return False
    if document is None:
        return True
    if kind is not None:
        return _is_component(text, kind, document)
    if text.startswith("$steps."):
        return _is_step(text, document, at)
    if text.startswith("$workflows."):
        return _is_workflow(text, document)
    return not text.startswith("$inputs.") or _is_input(text, document, at)


def _is_component(text: str, kind: str, document: Arazzo) -> bool:
    found = _COMPONENT.fullmatch(text)
    return found is not None and found[2] in members_of(members_of(document.data.get("components")).get(kind))


def _is_step(text: str, document: Arazzo, at: int | None) -> bool:
    found = _STEP.fullmatch(text)
    searched = document.steps if at is None else document.steps[at : at + 1]
    return found is not None and any(found[1] in steps for steps in searched)


def _is_workflow(text: str, document: Arazzo) -> bool:
    found = _WORKFLOW.fullmatch(text)
    if found is None or found[1] not in document.workflows:
        return False
    return not found[2].startswith("steps.") or _is_step(f"${found[2]}", document, document.workflows[found[1]])


def _is_input(text: str, document: Arazzo, at: int | None) -> bool:
    found = _INPUT.fullmatch(text)
    if found is None or at is None:
        return False
    inputs = members_of(_workflow(document, at).get("inputs"))
    # a reference that leads back to itself, or nowhere, is still there as it is written
    described = inputs if "properties" in inputs else _follow(inputs.get("$ref"), document)
    return found[1] in members_of(described.get("properties"))


def _follow(reference: object, document: Arazzo) -> Members:
    found: object = document.data if isinstance(reference, str) else None
    for part in _parts(reference):
        found = members_of(found).get(part)
    return members_of(found)


def _parts(reference: object) -> Iterator[str]:
    yield from str(reference).removeprefix("#/").split("/")


def _workflow(document: Arazzo, at: int) -> Members:
    workflows = items_of(document.data, "workflows")
    return members_of(workflows[at]) if at < len(workflows) else {}
