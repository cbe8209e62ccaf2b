"""One cell of a file and the value it stands for, in both directions (Table Schema 1.0, Types and Formats)."""

import json
import re
from datetime import date, datetime, time
from decimal import Decimal

from crossdock.registry.model.table import FileBinding, Layout, TableField

Value = object  # JSON data
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DIGITS_AROUND = re.compile(r"^[^0-9+\-.]*|[^0-9]*$")
_MOST_DIGITS = 400
_CLOCKS = {"date": date.fromisoformat, "time": time.fromisoformat, "datetime": datetime.fromisoformat}
_LOOKS = {
    "yearmonth": (re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"), "a year and a month such as `2026-11`"),
    "duration": (
        re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
        "a duration",
    ),
}
_NESTED: dict[str, type[dict[str, object]] | type[list[object]]] = {"object": dict, "array": list, "geojson": dict}
_WORDS = {"object": "an object", "array": "an array", "geojson": "an object"}


class CellRefused(ValueError):
    """A cell whose text is no value of its field, or a value that the field cannot hold."""


def read_value(text: str, field: TableField, file: FileBinding) -> Value:
    """Return what a text stands for, as JSON data. Dates and times stay as they are written. Raises CellRefused."""
    reader = _READERS.get(field.type)
    return reader(text, field, file) if reader else text


def write_value(value: Value, field: TableField, file: FileBinding) -> str:
    """Return the text that a value is written as, without padding or quotes. Raises CellRefused."""
    if isinstance(value, bool):
        if field.type != "boolean":
            raise CellRefused(f"`{json.dumps(value)}` is no {field.type}")
        return field.true_values[0] if value else field.false_values[0]
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)), "f").replace(".", field.decimal or file.decimal)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_integer(text: str, field: TableField, file: FileBinding) -> Value:
    plain = _plain(text, field, ".")
    if len(plain) > _MOST_DIGITS or not _INTEGER.fullmatch(plain):
        raise CellRefused(f"`{_cut(text)}` is no integer")
    return int(plain)


def _read_number(text: str, field: TableField, file: FileBinding) -> Value:
    mark = field.decimal or file.decimal
    plain = _plain(text, field, mark)
    if len(plain) > _MOST_DIGITS or not _NUMBER.fullmatch(plain):
        raise CellRefused(f"`{_cut(text)}` is no number with `{mark}` as its decimal mark")
    exact = Decimal(plain)
    near = float(plain)
    if near in (float("inf"), float("-inf")) or Decimal(repr(near)) != exact:
        raise CellRefused(f"`{_cut(text)}` has more digits than a JSON number keeps; declare the field as a string")
    return int(exact) if re.fullmatch(r"[+-]?[0-9]+", plain) else near


def _plain(text: str, field: TableField, mark: str) -> str:
    """Return a number with a point, and without group marks and what may stand around it."""
    plain = text.strip()
    if field.group:
        plain = plain.replace(field.group, "")
    if mark != ".":
        if "." in plain:
            raise CellRefused(f"`{_cut(text)}` is no number with `{mark}` as its decimal mark")
        plain = plain.replace(mark, ".")
    return plain if field.is_bare_number else _DIGITS_AROUND.sub("", plain)


def _read_boolean(text: str, field: TableField, file: FileBinding) -> Value:
    if text in field.true_values:
        return True
    if text in field.false_values:
        return False
    known = "`, `".join((*field.true_values, *field.false_values))
    raise CellRefused(f"`{_cut(text)}` is none of `{known}`")


def _read_clock(text: str, field: TableField, file: FileBinding) -> Value:
    form = field.format or "default"
    if form != "any" and (form == "default" or "%" in form):
        try:
            datetime.strptime(text, form) if "%" in form else _CLOCKS[field.type](text)
        except ValueError:
            shown = f"a {field.type} as `{form}`" if "%" in form else f"a {field.type} as ISO 8601 writes it"
            raise CellRefused(f"`{_cut(text)}` is not {shown}") from None
    return text


def _read_look(text: str, field: TableField, file: FileBinding) -> Value:
    look, words = _LOOKS[field.type]
    if not look.fullmatch(text):
        raise CellRefused(f"`{_cut(text)}` is not {words}")
    return text


def _read_nested(text: str, field: TableField, file: FileBinding) -> Value:
    refused = CellRefused(f"`{_cut(text)}` is not {_WORDS[field.type]} in JSON")
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise refused from None
    if not isinstance(value, _NESTED[field.type]):
        raise refused
    return value


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def is_padded_left(field: TableField, file: FileBinding) -> bool:
    """Whether a fixed-width field is filled up on its left, with zeros."""
    return file.layout is Layout.FIXED_WIDTH and field.type in ("integer", "number")


_READERS = {
    "integer": _read_integer,
    "year": _read_integer,
    "number": _read_number,
    "boolean": _read_boolean,
    **dict.fromkeys(("date", "time", "datetime"), _read_clock),
    **dict.fromkeys(("yearmonth", "duration"), _read_look),
    **dict.fromkeys(("object", "array", "geojson"), _read_nested),
}
