"""The function `asyncApi3DocumentSchema`: an AsyncAPI 3 document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.asyncapi_documents import judge_asyncapi
from crossdock.registry.rulesets.function import Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node


def _prepare(options: object) -> Judge:
    is_resolved = read_options(options, ("resolved",), "{resolved: true}").get("resolved") is True

    def judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        return judge_asyncapi(root, resolver, is_resolved=is_resolved)

    return judge


_ADVICE = "write the document as the AsyncAPI version has it that it names in `asyncapi`"
FUNCTION = Function("asyncApi3DocumentSchema", _prepare, always(_ADVICE))
