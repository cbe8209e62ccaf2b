"""Reads the payloads of a file that a mapping is applied to: JSON, JSON Lines, or whatever the source's table describes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.records import Record, RecordProblem, read_records
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location, split_pointer
from crossdock.registry.model.table import Table

_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Input:
    """One payload, and how to say where its parts stand."""

    payload: object
    document: Document | None = field(repr=False)
    prefix: str = ""
    line: int = 0  # lines of the file above the document
    record: Record | None = None

    def locate(self, pointer: str) -> Location:
        """Return where a part of the payload stands in the file, its nearest enclosing part where it is absent."""
        if self.record is not None:
            steps = split_pointer(pointer)
            return self.record.places.get(steps[0], self.record.at) if steps else self.record.at
        assert self.document is not None  # noqa: S101 - what is no record came from a document
        at = find_location(self.document, self.prefix + pointer)
        return Location(at.path, at.line + self.line, at.column, pointer=pointer)


@dataclass(frozen=True, slots=True)
class BadInput:
    """A part of the file that cannot be read."""

    message: str
    at: Location


def read_inputs(
    path: str, content: bytes, table: Table | None, record: str | None, is_list: bool
) -> Iterator[Input | BadInput]:
    """Yield the payloads of a file.

    With a table they are its records of one type; otherwise the file is JSON Lines by its ending (`.jsonl`, `.ndjson`), or JSON
    with one payload or a list of them. `is_list` says that a payload is itself a list.
    """
    if table is not None:
        name = record or table.records[0].name
        for found in read_records(path, content, table):
            if isinstance(found, RecordProblem):
                yield BadInput(found.message, found.at)
            elif found.name == name:
                yield Input(found.values, None, record=found)
    elif path.endswith(_LINES):
        for number, line in enumerate(content.split(b"\n")):
            if line.strip():
                yield from _read_json(path, line, number, is_list=True)
    else:
        yield from _read_json(path, content, 0, is_list)


def _read_json(path: str, content: bytes, above: int, is_list: bool) -> Iterator[Input | BadInput]:
    document = read_document("input.json", content)
    if not document.is_readable:
        for finding in document.findings:
            yield BadInput(finding.message, _shift(finding, path, above))
        return
    document = Document(path, content, document.data, Syntax.JSON, document.findings)
    if isinstance(document.data, list) and not is_list:
        for index, payload in enumerate(document.data):
            yield Input(payload, document, f"/{index}", above)
    else:
        yield Input(document.data, document, "", above)


def _shift(finding: Finding, path: str, above: int) -> Location:
    line, column = (finding.at.line, finding.at.column) if isinstance(finding.at, Location) else (1, 1)
    return Location(path, line + above, column)
