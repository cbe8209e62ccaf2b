"""Check: example files are cut into records as their table says, and each record is accepted."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.checks.examples import REJECTED
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.manifests.table_file import read_table
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Location, split_pointer
from crossdock.registry.model.rule import Rule
from crossdock.registry.model.table import Table

if TYPE_CHECKING:
    from crossdock.registry.documents.records import Record

MALFORMED = Rule(
    "example-file-malformed",
    Severity.ERROR,
    "An example file is not laid out as its table says.",
    why="People build readers from the example; one that breaks its own description teaches them the wrong layout.",
    fix="Correct the file at the place that is named, or the table if the file is what really travels.",
    source="Crossdock, docs/files.md (table.yaml); Table Schema 1.0; RFC 4180",
)
DUPLICATE = Rule(
    "example-record-duplicate",
    Severity.ERROR,
    "Two records of an example file share a key that tells records apart.",
    why="Readers that load the file by its key keep one of the two, or refuse the file.",
    fix="Correct the example, or name the fields that really tell records apart in `primaryKey`.",
    source="Table Schema 1.0, sections Primary Key and Constraints (`unique`)",
)
_MOST = 20  # findings of one file


def judge_file_examples(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Read each example of a file contract and hold its records against their schemas."""
    contract, view = subject.contract, context.view
    if contract is None or contract.kind is not Kind.FILE or contract.document is None:
        return
    document, interface = view.document(contract.document), view.interface(contract)
    table = read_table(document)[0] if document and document.is_readable else None
    if table is None or interface is None:
        return  # the table's own findings say so
    validators = dict(_compile(interface))
    for path in contract.examples:
        example = view.document(path)
        if example is None:
            continue
        for _, finding in zip(range(_MOST), _judge(contract, example, table, validators), strict=False):
            yield finding


def _compile(interface: Interface) -> Iterator[tuple[str, Validator]]:
    for payload in interface.payloads:
        if payload.schema is None:
            continue
        try:
            yield payload.key, compile_validator(payload.schema.bundle(payload.position), assert_formats=True)
        except SchemaRefused:
            continue  # the table's own findings say so


def _judge(contract: Contract, example: Document, table: Table, validators: dict[str, Validator]) -> Iterator[Finding]:
    from crossdock.registry.documents.records import RecordProblem, read_records  # only tables need it

    if example.findings:
        yield from (_finding(MALFORMED, contract, each.message, _at(each, example.path)) for each in example.findings)
        return
    records: list[Record] = []
    for found in read_records(example.path, example.content, table):
        if isinstance(found, RecordProblem):
            yield _finding(MALFORMED, contract, found.message, found.at, found.field or "")
            continue
        records.append(found)
        yield from _judge_record(contract, found, validators)
    yield from _judge_keys(contract, table, records)


def _at(finding: Finding, path: str) -> Location:
    return finding.at if isinstance(finding.at, Location) else Location(path)


def _judge_record(contract: Contract, record: "Record", validators: dict[str, Validator]) -> Iterator[Finding]:
    validator = validators.get(record.name)
    for error in validator.errors(record.values) if validator else ():
        steps = split_pointer(error.pointer)
        at = record.places.get(steps[0], record.at) if steps else record.at
        where = f"`{steps[0]}` of the {record.name}" if steps else f"the {record.name}"
        yield _finding(REJECTED, contract, f"{where}: {error.message}", at, error.keyword)


def _judge_keys(contract: Contract, table: Table, records: "Sequence[Record]") -> Iterator[Finding]:
    for record_type in table.records:
        mine = [record for record in records if record.name == record_type.name]
        keys = [record_type.primary_key] if record_type.primary_key else []
        keys += [(each.name,) for each in record_type.fields if each.constraints.is_unique]
        for key in dict.fromkeys(keys):
            yield from _judge_key(contract, key, mine)


def _judge_key(contract: Contract, key: tuple[str, ...], records: "Sequence[Record]") -> Iterator[Finding]:
    seen: dict[str, Record] = {}
    for record in records:
        if len(key) == 1 and key[0] not in record.values:
            continue  # `unique` says nothing of what is missing
        held = repr([record.values.get(name) for name in key])
        if held in seen:
            shown = ", ".join(f"`{name}` {record.values.get(name)}" for name in key)
            message = f"a {record.name} with {shown} is there already, in line {seen[held].at.line}"
            yield _finding(DUPLICATE, contract, message, record.places.get(key[0], record.at), "/".join(key))
        seen.setdefault(held, record)


def _finding(rule: Rule, contract: Contract, message: str, at: Location, anchor: str = "") -> Finding:
    return Finding(
        rule.id, rule.severity, message, at, contract.key, why=rule.why, fix=rule.fix, anchor=f"{anchor} {message}"
    )


CHECK = Check(
    "file-examples",
    "example files are what their tables say",
    (REJECTED, MALFORMED, DUPLICATE),
    judge_file_examples,
    on_dependents=True,
)
