"""Format: a vocabulary, the codes that may be used, what they mean, and how partners' codes map to them (docs/files.md)."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import closest
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect, Interface, Payload, Position, Role
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import CODE_DUPLICATE, CODE_UNDEFINED, VOCABULARY_INVALID
from crossdock.registry.specifications.reading import Reading
from crossdock.registry.specifications.validity import judge_validity
from crossdock.registry.specifications.versions import read_own_version
from crossdock.registry.specifications.vocabulary_schema import (
    derive_classifier_schema,
    derive_code_schema,
    is_vocabulary,
)

_UNMAPPED = ("reject", "keep")  # what `unmapped` may say beside a code


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what is wrong with a vocabulary: its shape, codes listed twice, codes that are used but not listed."""
    if not document.is_readable:
        return
    root = Node(document.data, Place(document.path))
    yield from judge_validity("vocabulary", document.data, root.place, VOCABULARY_INVALID)
    codes, classifiers = root.child("codes"), root.child("classifier")
    yield from _judge_repeated(codes)
    yield from _judge_repeated(classifiers)
    listed, qualifiers = _names(codes), _names(classifiers)
    for entry in codes.elements():
        for classifier in entry.child("classifiers").elements():
            yield from _judge_use(classifier, qualifiers, "classifier")
    for partner in root.child("partners").elements():
        for _, code in partner.child("codes").entries():
            yield from _judge_use(code, listed, "code")
        yield from _judge_use(partner.child("unmapped"), {*listed, *_UNMAPPED}, "code")


def read_interface(document: Document, resolver: Resolver) -> Interface:
    """Lower a vocabulary to the schema of its codes, and of its classifiers when it has any, both as outputs."""
    root = Node(document.data, Place(document.path))
    reading = Reading(root, resolver, Dialect.DRAFT2020)
    parts = (("codes", "codes", derive_code_schema), ("classifiers", "classifier", derive_classifier_schema))
    payloads = []
    for key, room, derive in parts:
        schema = derive(document.data)
        if schema is not None:
            node = Node(schema, root.child(room).place)
            payloads.append(Payload(key, Role.CODES, Position.OUTPUT, reading.schema(node), node.place))
    return Interface(
        format="vocabulary",
        title=root.child("title").text or "",
        version=read_own_version(document.data),
        payloads=tuple(payloads),
        description=root.child("description").text or "",
    )


def _judge_repeated(listed: Node) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in listed.elements():
        code = entry.child("code")
        if code.text is not None and code.text in seen:
            yield make_finding(CODE_DUPLICATE, f"the code `{code.text}` is listed twice", code.place)
        seen.add(code.text or "")


def _judge_use(used: Node, known: set[str], what: str) -> Iterator[Finding]:
    if used.text is not None and used.text not in known:
        close = closest(used.text, known)
        fix = f"did you mean `{close}`?" if close else ""
        yield make_finding(CODE_UNDEFINED, f"the {what} `{used.text}` is not listed", used.place, fix)


def _names(listed: Node) -> set[str]:
    return {code for entry in listed.elements() if (code := entry.child("code").text) is not None}


FORMAT = Format(
    name="vocabulary",
    kinds=(Kind.VOCABULARY,),
    stems=("vocabulary",),
    recognises=is_vocabulary,
    validate=validate,
    read_interface=read_interface,
    read_version=read_own_version,
)
