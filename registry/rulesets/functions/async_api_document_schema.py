"""The function `asyncApiDocumentSchema`: an AsyncAPI 2 document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.asyncapi_documents import judge_asyncapi
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    return judge_asyncapi(root, resolver, is_resolved=True)


_ADVICE = "write the document as the AsyncAPI version has it that it names in `asyncapi`"
FUNCTION = Function("asyncApiDocumentSchema", plain_options(_judge), always(_ADVICE))
