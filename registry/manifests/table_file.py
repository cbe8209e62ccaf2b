"""`table.yaml`: records of fields, after the Table Schema, and how their file travels."""

from typing import Annotated, Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import BY_VALUE, Address, AnyText, Cron, Duration, Prose, Text, Texts
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.table import (
    Acknowledgement,
    Constraints,
    Direction,
    FileBinding,
    Layout,
    RecordMatch,
    Table,
    TableField,
    TableRecord,
    Trailer,
)

FieldType = Literal[
    "string", "number", "integer", "boolean", "date", "time", "datetime", "year", "yearmonth", "duration",
    "object", "array", "any", "geopoint", "geojson",
]  # fmt: skip


class ConstraintsFields(Fields):
    """What each value must keep."""

    required: bool | None = Field(None, description="Whether a value must be there.")
    unique: bool | None = Field(None, description="Whether no two records share a value.")
    min_length: int | None = Field(None, alias="minLength", ge=0, description="The fewest characters.")
    max_length: int | None = Field(None, alias="maxLength", ge=0, description="The most characters.")
    minimum: object = Field(None, description="The lowest value, as it is written in the file or as a number.")
    maximum: object = Field(None, description="The highest value, as it is written in the file or as a number.")
    pattern: Text | None = Field(None, description="A regular expression that the whole value matches.")
    enum: list[object] | None = Field(None, min_length=1, description="The only values there are.")

    def lower(self) -> Constraints:
        """Return the model value."""
        return Constraints(
            is_required=bool(self.required),
            is_unique=bool(self.unique),
            min_length=self.min_length,
            max_length=self.max_length,
            minimum=self.minimum,
            maximum=self.maximum,
            pattern=self.pattern,
            enum=tuple(self.enum) if self.enum is not None else None,
        )


class TableFieldFields(Fields):
    """One field of a record."""

    name: Text = Field(description="Its name: the column's heading, where there is one.")
    type: FieldType | None = Field(None, description="What the text stands for; `string` unless stated.")
    format: Text | None = Field(None, description="How it is written: `%d.%m.%Y` for a date, `email` for a string.")
    title: Text | None = Field(None, description="What people call it.")
    description: Prose | None = Field(None, description="What it means.")
    unit: Text | None = Field(None, description="The unit of a number: `lb`.")
    example: object = Field(None, description="A value that shows the point.")
    start: int | None = Field(None, ge=1, description="First character, 1-based; for fixed-width files.")
    width: int | None = Field(None, ge=1, description="How many characters; for fixed-width files.")
    constraints: ConstraintsFields | None = Field(None, description="What each value must keep.")
    decimal_char: Text | None = Field(
        None, alias="decimalChar", description="The decimal mark; the file's own unless stated."
    )
    group_char: AnyText | None = Field(
        None, alias="groupChar", description="The mark between groups of digits; none unless stated."
    )
    bare_number: bool | None = Field(
        None, alias="bareNumber", description="Whether a number stands alone, without a currency or a per cent sign."
    )
    true_values: list[str] | None = Field(
        None, alias="trueValues", min_length=1, description="The texts that mean true."
    )
    false_values: list[str] | None = Field(
        None, alias="falseValues", min_length=1, description="The texts that mean false."
    )

    def lower(self) -> TableField:
        """Return the model value."""
        plain = TableField(self.name)
        return TableField(
            name=self.name,
            type=self.type or plain.type,
            format=self.format,
            title=self.title or "",
            description=self.description or "",
            unit=self.unit,
            start=self.start,
            width=self.width,
            constraints=self.constraints.lower() if self.constraints else plain.constraints,
            decimal=self.decimal_char,
            group=self.group_char,
            is_bare_number=self.bare_number is not False,
            true_values=tuple(self.true_values or plain.true_values),
            false_values=tuple(self.false_values or plain.false_values),
        )


class MatchFields(Fields):
    """What tells this record type from the others."""

    field: Text = Field(description="The field that holds the record type.")
    value: Text = Field(description="Its text in records of this type.")


class RecordFields(Fields):
    """A record type."""

    name: Text = Field(description="Its name: the last part of `table.yaml#/schema/<record>`.")
    title: Text | None = Field(None, description="What people call it.")
    description: Prose | None = Field(None, description="What it means.")
    match: MatchFields | None = Field(
        None, description="What tells it from the others, in files with several record types."
    )
    fields: list[TableFieldFields] = Field(min_length=1, description="Its fields, in the order of the file.")
    primary_key: Texts | None = Field(
        None, alias="primaryKey", description="The fields that tell one record from another."
    )
    missing_values: list[str] | None = Field(
        None, alias="missingValues", description='The texts that mean that there is no value; `[""]` unless stated.'
    )

    def lower(self) -> TableRecord:
        """Return the model value."""
        return TableRecord(
            name=self.name,
            fields=tuple(field.lower() for field in self.fields),
            match=RecordMatch(self.match.field, self.match.value) if self.match else None,
            title=self.title or "",
            description=self.description or "",
            primary_key=tuple(self.primary_key or ()),
            missing_values=tuple(self.missing_values) if self.missing_values is not None else ("",),
        )


class TrailerFields(Fields):
    """A last control record."""

    record: Text = Field(description="What the control record starts with: `T`.")
    count_field: int | None = Field(None, ge=1, description="Which of its fields counts the records, 1-based.")


class AcknowledgementFields(Fields):
    """The file that answers."""

    file: Text = Field(description="Its name, `{name}` being the answered file's: `{name}.ack`.")
    within: Duration | None = Field(None, description="How soon it comes, as an ISO 8601 duration: `PT30M`.")


class FileFields(Fields):
    """How the file is named, written and sent."""

    name: Text | None = Field(None, description="Its name: `SHP_{date:%Y%m%d}_{sequence:04d}.csv`.")
    layout: Annotated[Layout, BY_VALUE] | None = Field(
        None, description="How a record is cut into fields; `delimited` unless stated."
    )
    encoding: Text | None = Field(None, description="An IANA name; `utf-8` unless stated.")
    line_ending: Literal["lf", "crlf"] | None = Field(None, description="What ends a record; `lf` unless stated.")
    delimiter: AnyText | None = Field(None, min_length=1, description="What stands between fields; `,` unless stated.")
    quote: AnyText | None = Field(
        None, description='What stands around a field that holds the delimiter; `"` unless stated, empty for none.'
    )
    decimal: Text | None = Field(None, description="The decimal mark of numbers; `.` unless stated.")
    header: bool | None = Field(None, description="Whether the first line names the fields; true unless stated.")
    trailer: TrailerFields | None = Field(None, description="A last control record.")
    direction: Annotated[Direction, BY_VALUE] | None = Field(
        None, description="`provides`: the contract's owner writes the file. `accepts`: the owner reads it."
    )
    schedule: Cron | None = Field(None, description="When it comes: a cron expression with five fields, in UTC.")
    channel: Address | None = Field(None, description="Where it is put: `sftp://files.acme.example/out/shipments`.")
    acknowledgement: AcknowledgementFields | None = Field(None, description="The file that answers.")

    def lower(self) -> FileBinding:
        """Return the model value."""
        plain = FileBinding()
        answer = self.acknowledgement
        layout = self.layout or plain.layout
        return FileBinding(
            name=self.name,
            layout=layout,
            encoding=self.encoding or plain.encoding,
            line_ending=self.line_ending or plain.line_ending,
            delimiter=self.delimiter or plain.delimiter,
            quote=plain.quote if self.quote is None else self.quote or None,
            decimal=self.decimal or plain.decimal,
            has_header=layout is Layout.DELIMITED if self.header is None else self.header,
            trailer=Trailer(self.trailer.record, self.trailer.count_field) if self.trailer else None,
            direction=self.direction or plain.direction,
            schedule=self.schedule,
            channel=self.channel,
            acknowledgement=Acknowledgement(answer.file, answer.within) if answer else None,
        )


class TableFields(Fields):
    """A file exchange."""

    title: Text = Field(description="What people call it.")
    description: Prose | None = Field(None, description="What it is for, in Markdown.")
    file: FileFields | None = Field(None, description="How the file is named, written and sent.")
    records: list[RecordFields] = Field(min_length=1, description="The record types; one for a plain table.")


def read_table(document: Document) -> tuple[Table | None, tuple[Finding, ...]]:
    """Read a table; `None` when something required is missing or broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(TableFields, document.data, Origin(document.path))
    findings = document.findings + reading.findings
    fields = reading.fields
    if fields is None:
        return None, findings
    binding = fields.file.lower() if fields.file else FileBinding()
    records = tuple(record.lower() for record in fields.records)
    return Table(fields.title, records, binding, fields.description or ""), findings
