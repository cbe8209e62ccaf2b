"""Formats as `ajv-formats` understands them: a time needs no time zone, numbers have widths, unknown names say nothing."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from crossdock.registry.documents.validators import Validator, compile_validator
from crossdock.registry.rulesets.schemas.patterns import can_read
from crossdock.registry.rulesets.schemas.values import is_of_type

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(\.\d+)?(?:[zZ]|[+-]\d\d(?::?\d\d)?)?", re.ASCII)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
_UUID = re.compile(r"(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_BASE64 = re.compile(r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", re.MULTILINE)
_POINTER = r"(?:/(?:[^~/]|~0|~1)*)*"
_FRAGMENT = re.compile(r"#(?:/(?:[\w\-.!$&'()*+,;:=@]|%[0-9a-fA-F]{2}|~0|~1)*)*", re.ASCII)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|0?[1-9]?\d|00\d)"
_IPV4 = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}", re.ASCII)
_DURATION = re.compile(
    r"P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|(?:\d+W)?)", re.ASCII
)
_URL = re.compile(r"(?:https?|ftp)://[^\s/?#]+\.[^\s/?#.]{2,}(?::\d{2,5})?(?:/\S*)?", re.IGNORECASE)


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= (28 if month == 2 and not is_leap else _DAYS[month - 1])


def _is_time(text: str) -> bool:
    found = _TIME.fullmatch(text)
    if found is None:
        return False
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    return (hour <= 23 and minute <= 59 and second <= 59) or (hour, minute, second) == (23, 59, 60)


def _is_date_time(text: str) -> bool:
    parts = re.split(r"[tT\s]", text)
    return len(parts) == 2 and _is_date(parts[0]) and _is_time(parts[1])


def _is_regex(text: str) -> bool:
    return re.search(r"[^\\]\\Z", text) is None and can_read(text)


def _by_library(name: str) -> Callable[[str], bool]:
    @cache
    def validator() -> Validator:
        return compile_validator({"format": name}, assert_formats=True)

    return lambda text: validator().is_valid(text)


def _is_uri(text: str) -> bool:
    return ("/" in text or ":" in text) and _by_library("uri")(text)


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_TEXTS: Mapping[str, Callable[[str], bool]] = {
    "date": _is_date,
    "time": _is_time,
    "date-time": _is_date_time,
    "duration": _whole(_DURATION),
    "uri": _is_uri,
    "uri-reference": _by_library("uri-reference"),
    "uri-template": _by_library("uri-template"),
    "url": _whole(_URL),
    "email": _whole(_EMAIL),
    "hostname": _by_library("hostname"),
    "ipv4": _whole(_IPV4),
    "ipv6": _by_library("ipv6"),
    "regex": _is_regex,
    "uuid": _whole(_UUID),
    "json-pointer": _whole(re.compile(_POINTER)),
    "json-pointer-uri-fragment": _whole(_FRAGMENT),
    "relative-json-pointer": _whole(re.compile(rf"(?:0|[1-9]\d*)(?:#|{_POINTER})", re.ASCII)),
    "byte": lambda text: _BASE64.search(text) is not None,
}
_NUMBERS: Mapping[str, Callable[[float], bool]] = {
    "int32": lambda number: number % 1 == 0 and -(2**31) <= number <= 2**31 - 1,
    "int64": lambda number: number % 1 == 0,
}

TEXT_FORMATS = tuple(_TEXTS)


def keeps_format(name: str, value: object) -> bool:
    """Whether a value keeps a format; one that is not known, or for values of another type, says nothing.

    >>> keeps_format("date-time", "2020-01-01T10:20:30"), keeps_format("int32", 2**31), keeps_format("iri", "x")
    (True, False, True)
    """
    if isinstance(value, str):
        return name not in _TEXTS or _TEXTS[name](value)
    return name not in _NUMBERS or not is_of_type(value, "number") or _NUMBERS[name](value)  # type: ignore[arg-type]
