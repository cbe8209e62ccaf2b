"""Check: examples are accepted by the schemas they are examples of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.errors import closest
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface, Payload, Position, Role, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

REJECTED = Rule(
    "example-rejected",
    Severity.ERROR,
    "An example file is not what its schema accepts.",
    why="Examples are served by mocks, sent by contract tests and copied by people: a wrong one spreads.",
    fix="Correct the example, or the schema if the example is what really travels.",
    source="Crossdock, docs/files.md",
)
INLINE_REJECTED = Rule(
    "example-inline-rejected",
    Severity.WARNING,
    "An example written inside a document is not what its schema accepts.",
    why="People copy the example and are rejected.",
    fix="Correct the example, or the schema if the example is what really travels.",
    source="OpenAPI 3.1, section 4.8.14.2; AsyncAPI 3.0, Message Example Object",
)
UNPLACED = Rule(
    "example-unplaced",
    Severity.WARNING,
    "It is not clear which payload an example file is of.",
    why="An example that belongs to nothing is never checked and never shown.",
    fix="Name it `<message>--<what>.json`, where `<message>` is a message or a component schema of the document.",
    source="Crossdock, docs/files.md",
)
_SPLIT = re.compile(r"--")
_WITH_EXAMPLES = (Kind.API, Kind.EVENT, Kind.SCHEMA)


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str
    schema: Schema
    position: Position | None


def judge_examples(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Hold each example against its schema."""
    contract = subject.contract
    interface = context.view.interface(contract) if contract else None
    if contract is None or interface is None:
        return
    yield from _judge_inline(subject.key, interface, context)
    if contract.kind not in _WITH_EXAMPLES:
        return
    shapes = list(find_shapes(interface))
    for path in contract.examples:
        if path.endswith(".json"):
            yield from _judge_file(contract, path, shapes, context)


def find_shapes(interface: Interface) -> Iterator[_Shape]:
    """Yield what example files may be of: messages, the contract's own payloads, and named schemas."""
    payloads = [*interface.payloads, *(payload for operation in interface.operations for payload in operation.payloads)]
    seen = set()
    for payload in payloads:
        if payload.role in (Role.MESSAGE, Role.SCHEMA) and payload.schema and payload.key not in seen:
            seen.add(payload.key)
            yield _Shape(payload.key, payload.schema, payload.position)
    for name, schema in interface.schemas:
        if name not in seen:
            yield _Shape(name, schema, None)


def _judge_file(contract: Contract, path: str, shapes: list[_Shape], context: CheckContext) -> Iterator[Finding]:
    document = context.view.document(path)
    if document is None:
        return
    if not document.is_readable:
        for finding in document.findings:
            yield Finding(
                finding.rule,
                finding.severity,
                finding.message,
                finding.at,
                contract.key,
                why=finding.why,
                fix=finding.fix,
            )
        return
    shape = _find_shape(path, shapes)
    if shape is None:
        stem = _stem(path)
        close = closest(_SPLIT.split(stem)[0], [each.name for each in shapes])
        fix = f"rename it to `{close}--{stem}.json`" if close else UNPLACED.fix
        yield Finding(
            UNPLACED.id,
            UNPLACED.severity,
            f"`{stem}` names no message or schema of the contract",
            Place(path),
            contract.key,
            fix=fix,
        )
        return
    yield from _errors(REJECTED, contract.key, document.data, Place(path), shape.schema, shape.position)


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".json")


def _find_shape(path: str, shapes: list[_Shape]) -> _Shape | None:
    wanted = _SPLIT.split(_stem(path))[0]
    named = next((shape for shape in shapes if shape.name == wanted), None)
    if named is not None:
        return named
    payloads = [shape for shape in shapes if shape.position is not None]
    return payloads[0] if len(payloads) == 1 else None


def _judge_inline(key: str, interface: Interface, context: CheckContext) -> Iterator[Finding]:
    seen = set()
    for payload in (*interface.payloads, *(each for operation in interface.operations for each in operation.payloads)):
        for _, place in payload.examples:
            if place not in seen and payload.schema is not None:
                seen.add(place)
                yield from _judge_one_inline(key, payload, payload.schema, place, context)


def _judge_one_inline(
    key: str, payload: Payload, schema: Schema, place: Place, context: CheckContext
) -> Iterator[Finding]:
    document = context.view.document(place.path)
    if document is None:
        return
    try:
        value = find_data(document.data, place.pointer)
    except KeyError:
        return
    yield from _errors(INLINE_REJECTED, key, value, place, schema, payload.position)


def _errors(
    rule: Rule, key: str, value: object, place: Place, schema: Schema, position: Position | None
) -> Iterator[Finding]:
    try:
        validator = compile_validator(schema.bundle(position), assert_formats=True)
    except SchemaRefused:
        return  # the schema's own findings say so
    for error in validator.errors(value)[:5]:
        at = Place(place.path, place.pointer + error.pointer)
        yield Finding(rule.id, rule.severity, error.message, at, key, why=rule.why, fix=rule.fix, anchor=error.keyword)


CHECK = Check(
    "examples",
    "examples are accepted by their schemas",
    (REJECTED, INLINE_REJECTED, UNPLACED),
    judge_examples,
    on_dependents=True,
)
