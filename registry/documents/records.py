"""Reads delimited and fixed-width files into records, as their table describes them (docs/files.md, table.yaml)."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crossdock.registry.documents.record_cells import Cell, Fault, Row, cut_delimited, cut_lines
from crossdock.registry.documents.record_values import CellRefused, read_value
from crossdock.registry.errors import closest
from crossdock.registry.model.location import Location
from crossdock.registry.model.table import FileBinding, Layout, Table, TableField, TableRecord

_UNREADABLE = 20  # problems after which a file is given up


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its type, its values as JSON data (what is missing is absent), and where it and its fields stand."""

    name: str
    values: dict[str, object]
    at: Location
    places: dict[str, Location] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """Why a part of a file is not what its table says; `field` is `None` when it concerns no single field."""

    message: str
    at: Location
    field: str | None = None


def read_records(path: str, content: bytes, table: Table) -> Iterator[Record | RecordProblem]:
    """Yield the records of a file and what is wrong with it, in the order of the file.

    `path` is only what locations name. Never raises on content; gives up after twenty problems.
    """
    text = _decode(path, content, table.file)
    if isinstance(text, RecordProblem):
        yield text
        return
    problems = 0
    for found in _Reading(path, text, table).records():
        problems += isinstance(found, RecordProblem)
        yield found
        if problems >= _UNREADABLE:
            yield RecordProblem(f"there are {problems} problems; the rest of the file was not read", found.at)
            return


def _decode(path: str, content: bytes, file: FileBinding) -> str | RecordProblem:
    try:
        codec = codecs.lookup(file.encoding)
        text = content.decode(codec.name)
    except LookupError:
        return RecordProblem(f"the encoding `{file.encoding}` is not known", Location(path))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(codec.name, "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        shown = content[error.start]
        return RecordProblem(f"byte 0x{shown:02x} is not {file.encoding}", Location(path, line, column))
    return text.removeprefix("\ufeff")


class _Reading:
    """One file being read."""

    def __init__(self, path: str, text: str, table: Table) -> None:
        self._path = path
        self._text = text
        self._table = table
        self._file = table.file
        self._is_fixed = table.file.layout is Layout.FIXED_WIDTH
        self._columns: list[str] | None = None

    def records(self) -> Iterator[Record | RecordProblem]:
        """Yield records and problems; the header is read, the trailer is held against what came before it."""
        cut = cut_lines if self._is_fixed else cut_delimited
        needs_header, count, last = self._file.has_header, 0, None
        for found in _with_end(cut(self._text, self._file)):
            if isinstance(found, Fault):
                yield self._problem(found)
                continue
            row, is_last = found
            last = row
            if needs_header:
                needs_header = False
                yield from self._read_header(row)
            elif row.is_empty:
                yield self._problem(Fault("the line is empty", row.line, 1))
            elif is_last and self._is_trailer(row):
                yield from self._judge_trailer(row, count)
                return
            else:
                count += 1
                yield from self._read_row(row)
        yield from self._judge_end(needs_header, last)

    def _problem(self, fault: Fault) -> RecordProblem:
        return RecordProblem(fault.message, Location(self._path, fault.line, fault.column), fault.field)

    # header and trailer

    def _read_header(self, row: Row) -> Iterator[RecordProblem]:
        if self._is_fixed or len(self._table.records) != 1:
            return  # a heading for people: columns are found by place
        fields = self._table.records[0].fields
        names = [each.name for each in fields]
        self._columns = [cell.text.strip() for cell in row.cells]
        for index, cell in enumerate(row.cells):
            name = self._columns[index]
            if name in self._columns[:index]:
                yield self._problem(Fault(f"the column `{name}` is there twice", cell.line, cell.column, name))
            elif name not in names:
                close = closest(name, names)
                hint = f"; did you mean `{close}`?" if close else ""
                yield self._problem(Fault(f"the table has no field `{name}`{hint}", cell.line, cell.column))
        for each in fields:
            if each.constraints.is_required and each.name not in self._columns:
                yield self._problem(Fault(f"the column `{each.name}` is missing", row.line, 1, each.name))

    def _is_trailer(self, row: Row) -> bool:
        trailer, first = self._file.trailer, row.cells[0].text
        if trailer is None:
            return False
        return first.startswith(trailer.record) if self._is_fixed else first == trailer.record

    def _judge_trailer(self, row: Row, count: int) -> Iterator[RecordProblem]:
        trailer = self._file.trailer
        if trailer is None or trailer.count_field is None:
            return
        cells = _cut_trailer(row.cells[0], trailer.record) if self._is_fixed else row.cells
        if len(cells) < trailer.count_field:
            yield self._problem(Fault(f"the trailer has no field {trailer.count_field}", row.line, 1))
            return
        cell = cells[trailer.count_field - 1]
        stated = cell.text.strip()
        if not stated.isdecimal() or len(stated) > 18 or int(stated) != count:
            message = f"the trailer counts `{stated}` records, there are {count}"
            yield self._problem(Fault(message, cell.line, cell.column))

    def _judge_end(self, needs_header: bool, last: Row | None) -> Iterator[RecordProblem]:
        line = last.line if last else 1
        if needs_header:
            yield self._problem(Fault("the file is empty: its header is missing", 1, 1))
        if self._file.trailer is not None:
            yield self._problem(Fault(f"the trailer `{self._file.trailer.record}` is missing", line, 1))

    # records

    def _read_row(self, row: Row) -> Iterator[Record | RecordProblem]:
        record = next((each for each in self._table.records if self._matches(row, each)), None)
        if record is None:
            known = ", ".join(f"`{each.match.value}`" for each in self._table.records if each.match)
            yield self._problem(Fault(f"the line is of no record type; there are {known}", row.line, 1))
            return
        faults = list(self._judge_width(row, record))
        values: dict[str, object] = {}
        places: dict[str, Location] = {}
        for each, cell in self._cells(row, record):
            places[each.name] = Location(self._path, cell.line, cell.column, cell.line, cell.column + len(cell.text))
            text = self._trim(cell, each)
            if text in record.missing_values and not (cell.is_quoted and text):
                continue
            try:
                values[each.name] = read_value(text, each, self._file)
            except CellRefused as refused:
                faults.append(Fault(f"`{each.name}`: {refused}", cell.line, cell.column, each.name))
        yield from (self._problem(fault) for fault in faults)
        if not faults:
            yield Record(record.name, values, Location(self._path, row.line, 1), places)

    def _matches(self, row: Row, record: TableRecord) -> bool:
        if record.match is None:
            return True
        wanted = record.match
        return any(
            each.name == wanted.field and self._trim(cell, each) == wanted.value
            for each, cell in self._cells(row, record)
        )

    def _cells(self, row: Row, record: TableRecord) -> Iterator[tuple[TableField, Cell]]:
        if self._is_fixed:
            line = row.cells[0]
            for each in record.fields:
                start = (each.start or 1) - 1
                if start < len(line.text):
                    text = line.text[start : start + (each.width or 0)]
                    yield each, Cell(text, line.line, start + 1)
            return
        if self._columns is None:
            yield from zip(record.fields, row.cells, strict=False)
            return
        fields = {each.name: each for each in record.fields}
        for name, cell in zip(self._columns, row.cells, strict=False):
            if name in fields:
                yield fields[name], cell

    def _judge_width(self, row: Row, record: TableRecord) -> Iterator[Fault]:
        if self._is_fixed:
            end = max((each.start or 1) + (each.width or 0) - 1 for each in record.fields)
            rest = row.cells[0].text[end:]
            if rest.strip():
                yield Fault(f"`{rest.strip()[:40]}` stands behind the last field, `{record.name}` ends at column {end}",
                            row.line, end + 1 + len(rest) - len(rest.lstrip()))  # fmt: skip
            return
        wanted, there = len(self._columns or record.fields), len(row.cells)
        if there != wanted:
            cell = row.cells[min(wanted, there - 1)]
            yield Fault(
                f"the record has {there} field{'s' * (there != 1)}, `{record.name}` has {wanted}",
                cell.line,
                cell.column,
            )

    def _trim(self, cell: Cell, each: TableField) -> str:
        if not self._is_fixed:
            return cell.text
        return cell.text.rstrip(" ") if each.type == "string" else cell.text.strip(" ")


def _cut_trailer(line: Cell, record: str) -> Sequence[Cell]:
    """Cut the trailer of a fixed-width file, whose fields have no stated places, at its blanks."""
    cells, at = [Cell(record, line.line, 1)], len(record)
    for text in line.text[len(record) :].split():
        at = line.text.index(text, at)
        cells.append(Cell(text, line.line, at + 1))
        at += len(text)
    return cells


def _with_end(found: Iterator[Row | Fault]) -> Iterator[tuple[Row, bool] | Fault]:
    """Yield each row with whether it is the last one; faults keep their order."""
    waiting: Row | None = None
    faults: list[Fault] = []
    for each in found:
        if isinstance(each, Fault):
            faults.append(each)
            continue
        if waiting is not None:
            yield waiting, False
        yield from faults
        faults, waiting = [], each
    if waiting is not None:
        yield waiting, True
    yield from faults
