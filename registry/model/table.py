"""A file exchange: records of fields, and how the file that holds them travels."""

from dataclasses import dataclass, field
from enum import Enum


class Layout(Enum):
    """How a record is cut into fields."""

    DELIMITED = "delimited"
    FIXED_WIDTH = "fixed-width"


class Direction(Enum):
    """Whether the contract's owner writes the file or reads it."""

    PROVIDES = "provides"
    ACCEPTS = "accepts"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a value must keep (Table Schema, section Constraints); `None` where nothing is asked. Bounds and codes are as written."""

    is_required: bool = False
    is_unique: bool = False
    min_length: int | None = None
    max_length: int | None = None
    minimum: object = None
    maximum: object = None
    pattern: str | None = None
    enum: tuple[object, ...] | None = None


@dataclass(frozen=True, slots=True)
class TableField:
    """One field of a record. `start` is 1-based and `width` counts characters, both for fixed-width files only.

    `decimal` and `group` are the marks inside numbers, `true_values` and `false_values` the texts of a boolean.
    """

    name: str
    type: str = "string"
    format: str | None = None
    title: str = ""
    description: str = ""
    unit: str | None = None
    start: int | None = None
    width: int | None = None
    constraints: Constraints = field(default=Constraints())
    decimal: str | None = None
    group: str | None = None
    is_bare_number: bool = True
    true_values: tuple[str, ...] = ("true", "True", "TRUE", "1")
    false_values: tuple[str, ...] = ("false", "False", "FALSE", "0")


@dataclass(frozen=True, slots=True)
class RecordMatch:
    """What tells a record type from the others: this field holds this text."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One record type. `match` is `None` when the file has one; `missing_values` are the texts that mean absent."""

    name: str
    fields: tuple[TableField, ...]
    match: RecordMatch | None = None
    title: str = ""
    description: str = ""
    primary_key: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Trailer:
    """A last control record: what it starts with, and which field (1-based) counts the records."""

    record: str
    count_field: int | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The file that answers, `{name}` being the answered file's; `within` is in seconds."""

    file: str
    within: float | None = None


@dataclass(frozen=True, slots=True)
class FileBinding:
    """How the file is named, written and sent. `schedule` is cron with five fields in UTC."""

    name: str | None = None
    layout: Layout = Layout.DELIMITED
    encoding: str = "utf-8"
    line_ending: str = "lf"
    delimiter: str = ","
    quote: str | None = '"'
    decimal: str = "."
    has_header: bool = True
    trailer: Trailer | None = None
    direction: Direction = Direction.PROVIDES
    schedule: str | None = None
    channel: str | None = None
    acknowledgement: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A `table.yaml`."""

    title: str
    records: tuple[TableRecord, ...]
    file: FileBinding = field(default=FileBinding())
    description: str = ""

    def find_record(self, name: str) -> TableRecord | None:
        """Return the record type of that name."""
        return next((record for record in self.records if record.name == name), None)
