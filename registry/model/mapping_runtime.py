"""What mappings do to values. The functions run here, and compiled mappings carry their source: nothing but the standard library.

Values are JSON data; `None` is a value that is not there. `at` is where in the source a value stands, for people.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo


class MappingError(ValueError):
    """A value that the mapping has no answer for; `at` is the JSON Pointer of where it stands in the source."""

    def __init__(self, at: str, reason: str) -> None:
        super().__init__(f"{at}: {reason}")
        self.at = at
        self.reason = reason


def find(source: object, *steps: str | int) -> object:
    """Return what stands at a path, `None` when it is absent or null."""
    for step in steps:
        if isinstance(source, Mapping):
            source = source.get(str(step))
        elif isinstance(source, list) and isinstance(step, int) and step < len(source):
            source = source[step]
        else:
            return None
    return source


def put(target: dict[str | int, Any], value: object, *steps: str | int) -> None:
    """Fill a place of the target; a number is the place of an element in an array."""
    *path, last = steps
    for step in path:
        target = target.setdefault(step, {})
    target[last] = value


def finish(target: Mapping[str | int, object]) -> dict[str, Any]:
    """Return the target with its arrays as lists; elements that were not filled are left out."""
    return {str(step): settle(value) for step, value in target.items()}


def settle(value: object) -> object:
    """Return a part of the target as JSON data."""
    if isinstance(value, dict) and value and all(isinstance(step, int) for step in value):
        return [settle(value[step]) for step in sorted(value)]
    return finish(value) if isinstance(value, dict) else value


def map_each(at: str, elements: object, map_one: Callable[[object], object]) -> list[object]:
    """Return what becomes of each element of an array."""
    if not isinstance(elements, list):
        raise MappingError(at, f"`{text_of(elements)[:40]}` is no array")
    mapped = []
    for index, element in enumerate(elements):
        try:
            mapped.append(map_one(element))
        except MappingError as error:
            raise MappingError(f"{at}/{index}{error.at}", error.reason) from None
    return mapped


def is_one_of(value: object, wanted: Sequence[object]) -> bool:
    """Whether a value is one of some others; true and 1 are different."""
    return any(one == value and isinstance(one, bool) is isinstance(value, bool) for one in wanted)


def text_of(value: object) -> str:
    """Return a value as JSON writes it, a text as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value)


def join(*parts: object) -> str | None:
    """Return texts in a row; `None` when one of them is absent."""
    return None if any(part is None for part in parts) else "".join(text_of(part) for part in parts)


def look_up(at: str, value: object, table: Mapping[str, object], name: str) -> object:
    """Return what a code stands for. Raises MappingError for a code that is not listed."""
    code = text_of(value)
    if code not in table:
        raise MappingError(at, f"`{code[:40]}` is not in the table `{name}`")
    return table[code]


def read_decimal(at: str, value: object, mark: str = ".", group: str = "") -> Decimal:
    """Return a number exactly, also of one that is written as text."""
    text = text_of(value).strip()
    bare = text.replace(group, "") if group else text
    plain = bare.replace(mark, ".")
    is_other = mark != "." and "." in bare
    if isinstance(value, bool) or is_other or not re.fullmatch(r"[+-]?[0-9]{1,100}(\.[0-9]{0,100})?", plain):
        raise MappingError(at, f"`{text[:40]}` is no number with `{mark}` as its decimal mark")
    return Decimal(plain)


def write_decimal(at: str, number: Decimal, places: int | None, is_text: bool) -> int | float | str:
    """Return a number as text or as a JSON number, rounded half up to a number of decimal places."""
    if places is not None:
        with localcontext(prec=300):
            number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if is_text:
        return format(number, "f")
    return int(number) if number == number.to_integral_value() else float(number)


def convert_number(at: str, value: object, source: str, target: str, places: int | None) -> object:
    """Write a number anew; a notation is `number`, `integer`, or `decimal` with its decimal mark and group mark."""
    source_mark, target_mark = source.partition(":")[2], target.partition(":")[2]
    number = read_decimal(at, value, source_mark[:1] or ".", source_mark[1:])
    written = write_decimal(at, number, 0 if target == "integer" else places, target.startswith("decimal"))
    return written.replace(".", target_mark[:1] or ".") if isinstance(written, str) else written


def convert_unit(
    at: str, value: object, multiply: str, divide: str, places: int | None, before: str = "0", after: str = "0"
) -> object:
    """Return `(value + before) * multiply / divide + after`; what came as text stays text."""
    with localcontext(prec=50):
        number = (read_decimal(at, value) + Decimal(before)) * Decimal(multiply) / Decimal(divide) + Decimal(after)
        is_text = isinstance(value, str)
        return write_decimal(at, number.normalize() if places is None else number, places, is_text)


def read_time(at: str, value: object, form: str, zone: str | None) -> datetime:
    """Return a moment; one that is written without a zone is in `zone`."""
    text = text_of(value)
    try:
        if form.startswith("epoch"):
            factor = 1000 if form == "epoch-ms" else 1
            return datetime.fromtimestamp(0, UTC) + timedelta(seconds=float(read_decimal(at, value) / factor))
        if form.startswith("date:"):
            moment = datetime.strptime(text, form[5:])
        elif form == "date":
            moment = datetime.combine(date.fromisoformat(text), datetime.min.time())
        else:
            moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, MappingError):
            raise
        raise MappingError(at, f"`{text[:40]}` is no time as `{form}`") from None
    return moment if moment.tzinfo or zone is None else moment.replace(tzinfo=ZoneInfo(zone))


def convert_time(at: str, value: object, source: str, target: str, zone: str | None) -> object:
    """Write a moment anew: `date-time` is RFC 3339 in UTC, `date:…` a strftime format in `zone`."""
    moment = read_time(at, value, source, zone)
    if target in ("date-time", "epoch", "epoch-ms") and moment.tzinfo is None:
        raise MappingError(at, f"`{text_of(value)[:40]}` states no time zone")
    try:
        if target == "date-time":
            return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
        if target.startswith("epoch"):
            number = Decimal(str((moment - datetime.fromtimestamp(0, UTC)) / timedelta(milliseconds=1)))
            return int(number if target == "epoch-ms" else number / 1000)
        local = moment.astimezone(ZoneInfo(zone)) if zone and moment.tzinfo else moment
        return local.strftime(target[5:]) if target.startswith("date:") else local.date().isoformat()
    except (ValueError, OverflowError):
        raise MappingError(at, f"`{text_of(value)[:40]}` is beyond the calendar") from None


def convert_text(at: str, value: object, change: str) -> str:
    """Change a text: `trim`, `upper`, `lower`, `cut:WIDTH`, `pad-left:WIDTH:MARK`, `strip-left:MARK`, the same with `right`."""
    text = text_of(value)
    word, _, rest = change.partition(":")
    first, _, mark = rest.partition(":")
    if word in ("pad-left", "pad-right"):
        pad = text.rjust if word == "pad-left" else text.ljust
        return pad(int(first), mark or " ")
    if word == "cut":
        return text[: int(first)]
    if word in ("strip-left", "strip-right"):
        return text.lstrip(rest or " ") if word == "strip-left" else text.rstrip(rest or " ")
    return {"trim": text.strip(), "upper": text.upper(), "lower": text.lower()}[word]
