"""The function `arazzoDocumentSchema`: an Arazzo 1.0 document keeps its specification."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node, make_root
from crossdock.registry.rulesets.resolution import resolve_value


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if "arazzo1_0" in formats_of(root.value):
        yield from judge_document("arazzo-1.0", make_root(resolve_value(root, resolver), root.place))


_ADVICE = "write the document as the Arazzo Specification has it"
FUNCTION = Function("arazzoDocumentSchema", plain_options(_judge), always(_ADVICE))
