"""The function `asyncApiDocumentSchema`: an AsyncAPI 2 document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node

_SERIES = ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    stated = root.child("asyncapi").value
    series = ".".join(str(stated).split(".")[:2])
    return judge_document(f"asyncapi-{series}", root) if series in _SERIES else iter(())


_ADVICE = "write the document as the AsyncAPI version has it that it names in `asyncapi`"
FUNCTION = Function("asyncApiDocumentSchema", plain_options(_judge), always(_ADVICE))
