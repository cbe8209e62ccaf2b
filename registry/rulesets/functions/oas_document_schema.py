"""The function `oasDocumentSchema`: a document keeps the specification that it names."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

_SERIES = ("3.0", "3.1", "3.2")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]+@(?:{_LABEL}\.)+{_LABEL}")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    name = _name_of(root.value)
    if name is None:
        return
    email = root.child("info").child("contact").child("email").value
    if isinstance(email, str) and not _EMAIL.fullmatch(email):
        yield Complaint('"email" property must match format "email"', pointer="/info/contact/email")
    untyped = dict(_find_untyped(root))
    for pointer, text in untyped.items():
        yield Complaint(text, pointer=pointer)
    for complaint in judge_document(name, root):
        if "/".join(complaint.pointer.split("/")[:4]) not in untyped:
            yield complaint


def _find_untyped(root: Node) -> Iterator[tuple[str, str]]:
    """Yield the security schemes that are none, or of no kind; what else is wrong with them cannot be said."""
    schemes = root.child("components").child("securitySchemes")
    for scheme in schemes.children() if isinstance(schemes.value, dict) else ():
        pointer = pointer_of("components", "securitySchemes", scheme.key)
        if not isinstance(scheme.value, dict):
            yield pointer, "Invalid security scheme"
        elif not scheme.value.keys() & {"type", "$ref"}:
            yield pointer, "Security scheme must have a valid type"


def _name_of(data: object) -> str | None:
    """Return the meta-schema that a document names, `None` when there is none for it."""
    if not isinstance(data, dict):
        return None
    if str(data.get("swagger")) == "2.0":
        return "swagger-2.0"
    series = ".".join(str(data.get("openapi", "")).split(".")[:2])
    return f"openapi-{series}" if series in _SERIES else None


_ADVICE = "write the document as the OpenAPI version has it that it names in `openapi` or `swagger`"
FUNCTION = Function("oasDocumentSchema", plain_options(_judge), always(_ADVICE))
