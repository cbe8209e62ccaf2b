"""Reads the small notations inside manifests: durations, dates, pointers, paths, references. Raises ValueError with the reason."""

import re
from datetime import date
from urllib.parse import urlsplit

from crossdock.registry.model.description import Description
from crossdock.registry.model.reference import NAME, Reference, read_reference

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MAILBOX = re.compile(r"[^@\s\x00-\x1f<>,;]+@[^@\s\x00-\x1f<>,;]+")
_HANDLE = re.compile(r"@@?\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?", re.ASCII
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_LONG_DURATION = re.compile(r"P(?:[\d.,]+Y)?(?:[\d.,]+M)?.*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CRON_STEP = re.compile(r"(?:\*|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:/([1-9][0-9]*))?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
# Each field of a cron expression: its name, its lowest and highest number, and the names that stand for numbers from the lowest on.
_CRON: tuple[tuple[str, int, int, tuple[str, ...]], ...] = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _WEEKDAYS),
)
_STEP = r"(?:[^/~]|~[01])*"
_POINTER = re.compile(rf"(?:/{_STEP})*")
_EXPRESSION = re.compile(
    rf"\$(?:message\.(?:header|payload)#(?:/{_STEP})*"
    rf"|(?:request|response)\.(?:header\.[!#$%&'*+.^_`|~0-9A-Za-z-]+|(?:query|path)\.\S+|body(?:#(?:/{_STEP})*)?)"
    r"|url|method|statusCode)"
)
_BRANCH = re.compile(r"(?![-/.])[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])")
_PATH_STEP = re.compile(r"[^\x00-\x1f\x7f\\:]+")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
_BLOB = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f]+")
_PROGRAMS = ("javascript", "vbscript", "data")  # schemes whose text a browser runs or shows as a page of its own


def read_line(text: str) -> str:
    """Return a text of one line with something to see in it."""
    if not text.strip():
        raise ValueError("it is empty")
    if "\n" in text or "\r" in text:
        raise ValueError("it has a line break")
    control = _CONTROL.search(text)
    if control:
        raise ValueError(f"it has the control character U+{ord(control[0]):04X}")
    return text


def read_mailbox(text: str) -> str:
    """Return a mail address; whether anybody reads it is not looked at."""
    if not _MAILBOX.fullmatch(text):
        raise ValueError("it is not written as `name@host`")
    return text


def read_handle(text: str) -> str:
    """Return what a file of code owners can name: `@user`, `@group/team` or a mail address."""
    if not _HANDLE.fullmatch(text) and not _MAILBOX.fullmatch(text):
        raise ValueError("it is neither `@user` nor `@group/team` nor a mail address")
    return text


def read_duration(text: str) -> float:
    """Read an ISO 8601 duration of fixed length; the result is in seconds.

    >>> read_duration("PT1H30M"), read_duration("P7D")
    (5400.0, 604800.0)
    """
    match = _DURATION.fullmatch(text)
    counts = match.groups() if match else ()
    given = [count for count in counts if count is not None]
    if not given:
        if _LONG_DURATION.fullmatch(text) and re.search(r"^P[^T]*[YM]", text):
            raise ValueError("years and months have no fixed length")
        raise ValueError("it is not an ISO 8601 duration")
    if any(not count.isdigit() for count in given[:-1]):
        raise ValueError("only the last part of a duration may have a fraction")
    return sum(
        float(count.replace(",", ".")) * seconds for count, seconds in zip(counts, _SECONDS, strict=True) if count
    )


def read_day(text: str) -> date:
    """Read a date written as year, month and day.

    >>> read_day("2027-06-30")
    datetime.date(2027, 6, 30)
    """
    if not _DAY.fullmatch(text):
        raise ValueError("it is not written as year-month-day")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day") from None


def read_cron(text: str) -> str:
    """Return a cron expression of five fields."""
    fields = text.split()
    if len(fields) != len(_CRON):
        raise ValueError(f"it has {len(fields)} {'field' if len(fields) == 1 else 'fields'} instead of five")
    for written, (name, lowest, highest, names) in zip(fields, _CRON, strict=True):
        if not all(_is_cron_step(step, lowest, highest, names) for step in written.split(",")):
            raise ValueError(f"`{written}` is no {name}")
    return text


def _is_cron_step(step: str, lowest: int, highest: int, names: tuple[str, ...]) -> bool:
    match = _CRON_STEP.fullmatch(step)
    if match is None:
        return False
    bounds = [_cron_number(value, lowest, names) for value in match.groups()[:2] if value is not None]
    return all(number is not None and lowest <= number <= highest for number in bounds)


def _cron_number(value: str, lowest: int, names: tuple[str, ...]) -> int | None:
    if value.isdigit():
        return int(value)
    return names.index(value.lower()) + lowest if value.lower() in names else None


def read_pointer(text: str) -> str:
    """Return a JSON Pointer, empty for the whole."""
    if _POINTER.fullmatch(text):
        return text
    if not text.startswith("/"):
        raise ValueError("it does not start with `/`")
    raise ValueError("`~` must be written `~0`")


def read_expression(text: str) -> str:
    """Return a runtime expression of AsyncAPI or OpenAPI."""
    if _EXPRESSION.fullmatch(text):
        return text
    if not text.startswith("$"):
        raise ValueError("it does not start with `$`")
    raise ValueError("no runtime expression reads like that")


def read_path(text: str) -> str:
    """Return a relative path that stays below its folder."""
    steps = text.split("/")
    if text.startswith("/"):
        raise ValueError("it is absolute")
    if "\\" in text:
        raise ValueError("it has a backslash")
    if ".." in steps:
        raise ValueError("it has `..`")
    if any(step in ("", ".") or not _PATH_STEP.fullmatch(step) for step in steps):
        raise ValueError("it is not a plain relative path")
    return text


def read_address(text: str) -> str:
    """Return an absolute URI, or the beginning of one that names at least a host or a namespace."""
    if not _SCHEME.fullmatch(text):
        raise ValueError("it has no scheme such as `https:`, or it has blanks")
    if text.partition(":")[0].lower() in _PROGRAMS:
        raise ValueError("it is a program for a browser, not an address")
    try:
        has_host = bool(urlsplit(text).netloc)
    except ValueError:
        raise ValueError("its host cannot be read") from None
    if "://" in text and not has_host and not text.startswith("file:"):
        raise ValueError("it names no host")
    return text


def read_branch(text: str) -> str:
    """Return the name of a Git branch or revision."""
    if not _BRANCH.fullmatch(text) or ".." in text or "@{" in text or "//" in text:
        raise ValueError("no Git branch or revision is written like that")
    return text


def read_version(text: str) -> str:
    """Return a version, of whatever scheme."""
    if not _VERSION.fullmatch(text):
        raise ValueError("a version is letters, digits, dots, hyphens and plus signs")
    return text


def read_blob(text: str) -> str:
    """Return a Git blob id: 40 hexadecimal digits (SHA-1) or 64 (SHA-256)."""
    if not _BLOB.fullmatch(text):
        raise ValueError("a Git blob id is 40 or 64 hexadecimal digits")
    return text


def read_digest(text: str) -> str:
    """Return `sha256:` and 64 hexadecimal digits."""
    if not _DIGEST.fullmatch(text):
        raise ValueError("a digest is `sha256:` and 64 hexadecimal digits")
    return text


def read_name(text: str) -> str:
    """Return a name of lower-case letters and digits, with single hyphens between them."""
    if not NAME.fullmatch(text):
        raise ValueError("it must be lower-case letters and digits, with single hyphens between them")
    return text


def read_contract_name(text: str) -> str:
    """Return `system/name`, with neither line nor pointer."""
    reference = _reference(text)
    if reference.at is not None or reference.pointer is not None:
        raise ValueError(f"only `{reference.contract}` is meant, without `@` and `#`")
    return text


def read_line_reference(text: str) -> Reference:
    """Read `system/name@line`."""
    reference = _reference(text)
    if reference.pointer is not None:
        raise ValueError("a whole contract is meant, without `#`")
    if reference.at is None:
        raise ValueError("it does not say which line is meant")
    if not reference.is_line:
        raise ValueError(f"a line is meant, and `{reference.at}` is a version")
    return reference


def read_part_reference(text: str) -> Reference:
    """Read `system/name@line`, perhaps with `#/pointer` for a part of it."""
    reference = _reference(text)
    if reference.at is None:
        raise ValueError("it does not say which line is meant")
    return reference


def read_description(text: str) -> Description:
    """Read `system/name@line#/pointer`, `FILE#/pointer` or `#/pointer`; the pointer may be left out but in the last."""
    address, _, fragment = text.partition("#")
    pointer = read_pointer(fragment)
    if not address:
        if not pointer:
            raise ValueError("it names neither a file, nor a contract, nor a place in the document")
        return Description(text, pointer=pointer)
    reference = read_reference(address)
    if reference is None:
        return Description(text, file=read_path(address), pointer=pointer)
    if reference.at is None:
        raise ValueError("it does not say which line is meant")
    if not reference.is_line:
        raise ValueError(f"a line is meant as it stands, and `{reference.at}` is a version")
    return Description(text, contract=reference, pointer=pointer)


def _reference(text: str) -> Reference:
    reference = read_reference(text)
    if reference is None:
        raise ValueError("it does not name a contract as `system/name@line`")
    return reference
