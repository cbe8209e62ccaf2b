"""Outputs of Arazzo 1.0: plain names, values that are runtime expressions."""

import re
from collections.abc import Iterable, Iterator

from crossdock.registry.rulesets.arazzo_document import Arazzo
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.javascript import to_text
from crossdock.registry.rulesets.operations import pointer_of

_NAME = re.compile(r"[a-zA-Z0-9.\-_]+")


def are_texts(outputs: Iterable[object]) -> bool:
    """Whether outputs, where there are any, are objects of texts; else only the shape of the document is worth a word."""
    return all(
        isinstance(each, dict) and all(isinstance(value, str) for value in each.values())
        for each in outputs
        if each is not None
    )


def judge_outputs(outputs: object, at: tuple[object, ...], document: Arazzo, workflow: int) -> Iterator[Complaint]:
    """Yield what is wrong with the outputs at the reference tokens `at`, which the workflow of that number says."""
    for name, value in outputs.items() if isinstance(outputs, dict) else ():
        pointer = pointer_of(*at, "outputs", name)
        if not _NAME.fullmatch(name):
            yield Complaint(f'"{name}" does not match the required pattern "^[a-zA-Z0-9.\\-_]+$".', pointer=pointer)
        if not is_expression(value, document, workflow):
            yield Complaint(f'"{to_text(value)}" is not a valid runtime expression.', pointer=pointer)
