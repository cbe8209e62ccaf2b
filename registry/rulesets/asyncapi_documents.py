"""AsyncAPI documents against their meta-schemas, as the built-in rules tell what is wrong."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.asyncapi_schemas import (
    choose_errors,
    open_document_schema,
    open_fast_validator,
    open_payload_schema,
)
from crossdock.registry.rulesets.document_schema import MAX_STEPS, judge_document, read_resolved
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.schemas.evaluation import TooManySteps, find_errors
from crossdock.registry.rulesets.schemas.telling import tell

_SERIES = re.compile(r"(2\.[0-6]|3\.[01])(?:\.|$)")
_REFERENCE = 'Property "$ref" is not expected to be here'


def judge_asyncapi(root: Node, resolver: Resolver | None, *, is_resolved: bool) -> Iterator[Complaint]:
    """Yield what the specification has against a document; without `is_resolved` only references where none may be."""
    series = series_of(root)
    if series is None:
        return
    name, value = f"asyncapi-{series}", read_resolved(root, resolver if is_resolved else None)
    is_fast = value is root.value or series.startswith("2.")  # others mean something else when references are followed
    if is_fast and open_fast_validator(series).is_valid(value):
        return
    try:
        schema = open_document_schema(series, is_resolved=is_resolved)
        errors = find_errors(schema, Dialect.DRAFT7, value, is_all=True, limit=MAX_STEPS)
    except TooManySteps:
        yield from judge_document(name, root) if is_resolved else ()
        return
    for text, pointer in tell(choose_errors(errors) if is_resolved else errors, None, value):
        if (text == _REFERENCE) is not is_resolved:
            yield Complaint(text if is_resolved else "Referencing in this place is not allowed", pointer=pointer)


def judge_payload(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    """Yield what the specification has against the schema of a payload."""
    series, value = series_of(root_of(node)), read_resolved(node, resolver)
    if series is None:
        return
    try:
        errors = find_errors(open_payload_schema(series), Dialect.DRAFT7, value, is_all=True)
    except TooManySteps:
        yield from judge_document("draft-07", node)
        return
    for text, pointer in tell(errors, node.key, value, is_plain=True):
        yield Complaint(text, pointer=pointer)


def series_of(root: Node) -> str | None:
    """Return the series of an AsyncAPI document, such as `2.6`; `None` when it is not known."""
    found = _SERIES.match(str(root.child("asyncapi").value))
    return found[1] if found else None
