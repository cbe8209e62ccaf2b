"""The payloads that a contract shows: what a mapping is tried on first."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.records import Record, RecordProblem, read_records
from crossdock.registry.manifests.table_file import read_table
from crossdock.registry.mappings.ends import Side
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.location import Location
from crossdock.registry.model.table import Table


@dataclass(frozen=True, slots=True)
class SourceExample:
    """A payload of an example file and where it stands."""

    payload: object
    at: Location

    @property
    def label(self) -> str:
        """What people call it: the file, and the line of a record."""
        name = posixpath.basename(self.at.path)
        return f"`{name}:{self.at.line}`" if self.at.line > 1 else f"`{name}`"


def load_examples(side: Side) -> Iterator[SourceExample]:
    """Yield the examples of a payload. Files that cannot be read are left out: checks of their own speak of them."""
    contract, files = side.end.contract, side.end.files
    table = load_table(side)
    for path in contract.examples:
        document = files.document(path)
        if document is None or not document.is_readable:
            continue
        if contract.kind is Kind.FILE:
            yield from _read_file(document, table, side)
        elif document.syntax is not Syntax.TEXT and _is_of(path, side):
            yield SourceExample(document.data, Location(path))


def load_table(side: Side) -> Table | None:
    """Return the table of a file contract, `None` for other contracts and for a table that cannot be read."""
    contract, files = side.end.contract, side.end.files
    if contract.kind is not Kind.FILE or contract.document is None:
        return None
    document = files.document(contract.document)
    return read_table(document)[0] if document and document.is_readable else None


def _read_file(document: Document, table: Table | None, side: Side) -> Iterator[SourceExample]:
    if table is None:
        return
    found = list(read_records(document.path, document.content, table))
    if any(isinstance(each, RecordProblem) for each in found):
        return
    name = side.name or table.records[0].name
    for each in found:
        if isinstance(each, Record) and each.name == name:
            yield SourceExample(each.values, each.at)


def _is_of(path: str, side: Side) -> bool:
    """Whether an example is of this payload: by its name, or because the contract has only one."""
    stem = posixpath.basename(path).rsplit(".", 1)[0]
    before, mark, _ = stem.partition("--")
    if side.name is not None:
        return before == side.name or (not mark and side.is_only)
    return side.end.contract.kind is Kind.SCHEMA or side.is_only
