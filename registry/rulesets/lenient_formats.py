"""Formats that users of the ruleset format know in a wider meaning: a `time` and a `date-time` need no time zone (ajv-formats 2)."""

import re
from collections.abc import Iterable

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.validators import Failure
from crossdock.registry.model.interface import JsonSchema

_ZONED = {
    "time": re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"),
    "date-time": re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[tT\s](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
    ),
}


def drop_lenient(failures: Iterable[Failure], bundle: JsonSchema, value: object) -> list[Failure]:
    """Return failures without those that only miss a time zone."""
    return [failure for failure in failures if failure.keyword != "format" or not _is_zoneless(failure, bundle, value)]


def _is_zoneless(failure: Failure, bundle: JsonSchema, value: object) -> bool:
    try:
        wanted, text = find_data(bundle, failure.schema_pointer), find_data(value, failure.pointer)
    except KeyError:
        return False
    pattern = _ZONED.get(wanted) if isinstance(wanted, str) else None
    return pattern is not None and isinstance(text, str) and pattern.fullmatch(text) is not None
