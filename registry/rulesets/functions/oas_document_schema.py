"""The function `oasDocumentSchema`: a document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import split_pointer
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import MAX_STEPS, judge_document, read_resolved
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.oas_schemas import open_fast_validator, open_oas_schema
from crossdock.registry.rulesets.schemas.error import SchemaError, point
from crossdock.registry.rulesets.schemas.evaluation import TooManySteps, find_errors
from crossdock.registry.rulesets.schemas.telling import clean, list_allowed

_LATER = {"oas3_1": "openapi-3.1", "oas3_2": "openapi-3.2"}


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    formats = formats_of(root.value)
    if not formats & {"oas2", "oas3"}:
        return
    kept = "swagger-2.0" if "oas2" in formats else "openapi-3.0"
    name = next((meta for format_name, meta in _LATER.items() if format_name in formats), kept)
    value = read_resolved(root, resolver)
    try:
        if open_fast_validator(name).is_valid(value):
            return
        errors = find_errors(open_oas_schema(name), Dialect.DRAFT2020, value, is_all=True, limit=MAX_STEPS)
    except (TooManySteps, ValueError):  # ValueError: nested too deep for the validator
        yield from judge_document(name, root)
        return
    yield from (_complain(error, value) for error in errors if error.keyword != "if")


def _complain(error: SchemaError, value: object) -> Complaint:
    if error.keyword == "additionalProperties":
        name = str(error.params.get("additionalProperty"))
        return Complaint(f'Property "{name}" is not expected to be here', pointer=point(error.pointer, name))
    if error.keyword == "errorMessage":
        name = split_pointer(error.pointer)[-1] if error.pointer else ""
        return Complaint(error.message.replace("{{property}}", name), pointer=error.pointer)
    last = error.pointer.rpartition("/")[2]
    message = f'"{last}" property {clean(error.message)}' if error.pointer else clean(error.message)
    allowed = error.params.get("allowedValues")
    if isinstance(allowed, list):
        message += list_allowed(allowed, find_data(value, error.pointer))
    return Complaint(message, pointer=error.pointer)


_ADVICE = "write the document as the OpenAPI version has it that it names in `openapi` or `swagger`"
FUNCTION = Function("oasDocumentSchema", plain_options(_judge), always(_ADVICE))
