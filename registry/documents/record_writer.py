"""Writes records as the delimited or fixed-width file that their table describes; what is written reads back equal."""

from collections.abc import Iterable, Mapping

from crossdock.registry.documents.record_values import CellRefused, is_padded_left, write_value
from crossdock.registry.model.counting import count
from crossdock.registry.model.table import FileBinding, Layout, Table, TableField, TableRecord


class RecordRefused(ValueError):
    """A record that cannot be written as the table asks; the message names the record (1-based) and the field."""


def write_records(records: Iterable[tuple[str, Mapping[str, object]]], table: Table) -> bytes:
    """Return the file that holds records, given as (record type, values), with the header and trailer of the table.

    Raises RecordRefused for a record type or field that there is not, and for values that do not fit their place.
    """
    file = table.file
    ending = "\r\n" if file.line_ending == "crlf" else "\n"
    lines = [_header(table)] if file.has_header else []
    count = 0
    for count, (name, values) in enumerate(records, 1):
        record = table.find_record(name)
        if record is None:
            raise RecordRefused(f"record {count}: the table has no record type `{name}`")
        lines.append(_write_record(record, values, file, f"record {count}"))
    if file.trailer is not None:
        lines.append(_trailer(table, count))
    try:
        return "".join(line + ending for line in lines).encode(file.encoding)
    except (UnicodeEncodeError, LookupError) as error:
        raise RecordRefused(f"the file cannot be written as {file.encoding}: {error}") from None


def _header(table: Table) -> str:
    first = table.records[0]
    if table.file.layout is Layout.DELIMITED:
        return table.file.delimiter.join(_quote(each.name, table.file, each.name) for each in first.fields)
    return _place((each, each.name[: each.width]) for each in first.fields)


def _trailer(table: Table, count: int) -> str:
    trailer, file = table.file.trailer, table.file
    if trailer is None:
        return ""
    mark = file.delimiter if file.layout is Layout.DELIMITED else " "
    cells = [trailer.record, *[""] * ((trailer.count_field or 1) - 1)]
    if trailer.count_field is not None and trailer.count_field > 1:
        cells[trailer.count_field - 1] = str(count)
    return mark.join(cells)


def _write_record(record: TableRecord, values: Mapping[str, object], file: FileBinding, where: str) -> str:
    known = {each.name for each in record.fields}
    unknown = sorted(name for name in values if name not in known)
    if unknown:
        raise RecordRefused(f"{where}: `{record.name}` has no field `{unknown[0]}`")
    texts = []
    for each in record.fields:
        try:
            texts.append((each, _write_cell(record, each, values.get(each.name), file)))
        except CellRefused as refused:
            raise RecordRefused(f"{where}: `{each.name}`: {refused}") from None
    if file.layout is Layout.DELIMITED:
        return file.delimiter.join(_quote(text, file, f"{where}, `{each.name}`") for each, text in texts)
    return _place((each, _pad(text, each, file, where)) for each, text in texts)


def _write_cell(record: TableRecord, each: TableField, value: object, file: FileBinding) -> str:
    if value is None:
        return record.missing_values[0] if record.missing_values else ""
    text = write_value(value, each, file)
    if text in record.missing_values:
        raise CellRefused(f"`{text}` would be read as missing")
    return text


def _quote(text: str, file: FileBinding, where: str) -> str:
    if not any(mark in text for mark in (file.delimiter, "\n", "\r", *([file.quote] if file.quote else []))):
        return text
    if file.quote is None:
        raise RecordRefused(f"{where}: `{text}` holds the delimiter or a line break, and the file has no quotes")
    return file.quote + text.replace(file.quote, file.quote * 2) + file.quote


def _pad(text: str, each: TableField, file: FileBinding, where: str) -> str:
    width = each.width or len(text)
    if len(text) > width:
        raise RecordRefused(
            f"{where}: `{text}` has {count(len(text), 'character')}, `{each.name}` has room for {width}"
        )
    if "\n" in text or "\r" in text or (text.endswith(" ") and each.type == "string"):
        raise RecordRefused(f"{where}: `{each.name}` would lose its line break or the blanks at its end")
    return text.zfill(width) if text and is_padded_left(each, file) else text.ljust(width)


def _place(cells: Iterable[tuple[TableField, str]]) -> str:
    """Put texts where their fields start."""
    line = ""
    for each, text in sorted(cells, key=lambda cell: cell[0].start or 1):
        line = line.ljust((each.start or 1) - 1) + text
    return line
