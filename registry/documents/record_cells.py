"""Cuts the text of a delimited or fixed-width file into records and cells, and says where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.model.table import FileBinding

_BREAK = re.compile("\r\n|\n|\r")
_ENDINGS = {"lf": "\n", "crlf": "\r\n"}
_NAMES = {"\n": "a line feed", "\r\n": "a carriage return and a line feed", "\r": "a carriage return"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one field as it stands in the file; `line` and `column` are 1-based and count characters."""

    text: str
    line: int
    column: int
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a delimited file, cut into cells; or one line of a fixed-width file, as a single cell."""

    cells: tuple[Cell, ...]

    @property
    def line(self) -> int:
        """The line it starts in."""
        return self.cells[0].line

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return len(self.cells) == 1 and not self.cells[0].text and not self.cells[0].is_quoted


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of the text; `field` is the field it concerns, where it concerns one."""

    message: str
    line: int
    column: int
    field: str | None = None


def cut_lines(text: str, file: FileBinding) -> Iterator[Row | Fault]:
    """Yield the lines of a fixed-width file, and what is wrong with how they end."""
    scan = _Scan(text, file)
    while not scan.is_done:
        cell = scan.read_until(_BREAK)
        yield Row((cell,))
        yield from scan.end_line()


def cut_delimited(text: str, file: FileBinding) -> Iterator[Row | Fault]:
    """Yield the records of a delimited file (RFC 4180, section 2, with the file's own delimiter, quote and line ending)."""
    scan = _Scan(text, file)
    delimiter = re.escape(file.delimiter)
    end_of_cell = re.compile(f"{delimiter}|{_BREAK.pattern}")
    while not scan.is_done:
        cells = []
        while True:
            cells.append(scan.read_cell(end_of_cell))
            yield from scan.take_faults()
            if not scan.skip(file.delimiter):
                break
        yield Row(tuple(cells))
        yield from scan.end_line()


class _Scan:
    """A walk through the text that knows its line and column."""

    def __init__(self, text: str, file: FileBinding) -> None:
        self._text = text
        self._quote = file.quote
        self._ending = _ENDINGS[file.line_ending]
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._faults: list[Fault] = []

    @property
    def is_done(self) -> bool:
        return self._at >= len(self._text)

    @property
    def _column(self) -> int:
        return self._at - self._line_start + 1

    def take_faults(self) -> list[Fault]:
        """Return what was wrong since it was last asked for."""
        faults, self._faults = self._faults, []
        return faults

    def skip(self, wanted: str) -> bool:
        """Step over a text if it stands here."""
        is_here = self._text.startswith(wanted, self._at)
        self._at += len(wanted) if is_here else 0
        return is_here

    def read_until(self, end: re.Pattern[str]) -> Cell:
        """Return what stands before the next match."""
        found = end.search(self._text, self._at)
        stop = found.start() if found else len(self._text)
        cell = Cell(self._text[self._at : stop], self._line, self._column)
        self._at = stop
        return cell

    def read_cell(self, end: re.Pattern[str]) -> Cell:
        """Return one cell of a delimited record, without its quotes."""
        if self._quote is None or not self._text.startswith(self._quote, self._at):
            return self.read_until(end)
        line, column = self._line, self._column
        self._at += len(self._quote)
        text = self._read_quoted(line, column)
        rest = self.read_until(end)
        if rest.text:
            self._faults.append(Fault(f"`{rest.text[:40]}` stands behind the closing quote", rest.line, rest.column))
        return Cell(text, line, column, is_quoted=True)

    def _read_quoted(self, line: int, column: int) -> str:
        quote, parts = self._quote or "", []
        while True:
            stop = self._text.find(quote, self._at)
            if stop < 0:
                self._faults.append(Fault("the quote is never closed", line, column))
                parts.append(self._text[self._at :])
                self._advance(len(self._text))
                return "".join(parts)
            parts.append(self._text[self._at : stop])
            self._advance(stop + len(quote))
            if not self.skip(quote):
                return "".join(parts)
            parts.append(quote)

    def _advance(self, to: int) -> None:
        """Step forward over text that may hold line breaks."""
        for found in _BREAK.finditer(self._text, self._at, to):
            self._line += 1
            self._line_start = found.end()
        self._at = to

    def end_line(self) -> Iterator[Fault]:
        """Step over the line break, and say if it is another than the file's."""
        found = _BREAK.match(self._text, self._at)
        if found is None:
            return
        if found[0] != self._ending:
            yield Fault(
                f"the line ends with {_NAMES[found[0]]}, not with {_NAMES[self._ending]}", self._line, self._column
            )
        self._advance(found.end())
