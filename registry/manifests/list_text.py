"""Appends an entry to the list of a YAML file: all lines that are there stay as they are."""

import json
import re
from collections.abc import Sequence

_PLAIN = re.compile(r"[A-Za-z0-9./](?:[A-Za-z0-9_./+@-]|:(?=[0-9A-Za-z]))*", re.ASCII)
# What YAML 1.1 or 1.2 reads as a number, a date or a time.
_SPECIAL = re.compile(
    r"[-+]?(?:0[xob][0-9a-f_]+|[0-9][0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?|\.[0-9_]+(?:e[-+]?[0-9]+)?|\.inf)|\.nan"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?",
    re.IGNORECASE | re.ASCII,
)
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_ENTRY = re.compile(r"^([ ]*)- ", re.MULTILINE)


def render_entry(lines: Sequence[str]) -> str:
    """Return lines as the entry of a list, indented by two."""
    return "".join(f"  {'- ' if index == 0 else '  '}{line}\n" for index, line in enumerate(lines))


def append_entry(text: str, name: str, entry: str) -> str:
    """Return a text with one more entry, as `render_entry` makes it, at the end of the list that ends the file.

    The list is begun where there is none. What comes out is for the caller to read again: a text may be written so that lines
    alone do not continue its list.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _ENTRY.search(text)
    if found is not None:
        entry = "".join(found[1] + line[2:] for line in entry.splitlines(keepends=True))
    start = text if not text or text.endswith("\n") else text + newline
    header = "" if re.search(rf"^{name}:", text, re.MULTILINE) else f"{name}:\n"
    return start + (header + entry).replace("\n", newline)


def write_scalar(text: str) -> str:
    """Write a text so that every YAML parser reads it as this text.

    >>> write_scalar("erp/order-api@1"), write_scalar("2026-11-01"), write_scalar("no: never")
    ('erp/order-api@1', '"2026-11-01"', '"no: never"')
    """
    words = text.split(" ")
    is_special = text.lower() in _WORDS or _SPECIAL.fullmatch(text) is not None
    is_plain = not is_special and all(_PLAIN.fullmatch(word) for word in words)
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
