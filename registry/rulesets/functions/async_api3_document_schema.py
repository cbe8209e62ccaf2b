"""The function `asyncApi3DocumentSchema`: an AsyncAPI 3 document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.function import Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node

_SERIES = ("3.0", "3.1")
_WHOLE = ("info", "servers", "channels", "operations", "components")  # parts of the document that are no references


def _prepare(options: object) -> Judge:
    is_resolved = read_options(options, ("resolved",), "{resolved: true}").get("resolved") is True

    def judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if not is_resolved:
            yield from _find_misplaced(root)
            return
        series = ".".join(str(root.child("asyncapi").value).split(".")[:2])
        if series in _SERIES:
            yield from judge_document(f"asyncapi-{series}", root)

    return judge


def _find_misplaced(root: Node) -> Iterator[Complaint]:
    for name in _WHOLE:
        part = root.child(name).value
        if isinstance(part, dict) and "$ref" in part:
            yield Complaint("Referencing in this place is not allowed", pointer=f"/{name}")


_ADVICE = "write the document as the AsyncAPI version has it that it names in `asyncapi`"
FUNCTION = Function("asyncApi3DocumentSchema", _prepare, always(_ADVICE))
