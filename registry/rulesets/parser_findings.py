"""What the parser of the format says of a document: keys that are no strings, keys that stand twice, text that cannot be read."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.core_schema import read_plain
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.positions import OpenText, open_text
from crossdock.registry.documents.problems import DUPLICATE_KEY
from crossdock.registry.documents.spans import Spans
from crossdock.registry.documents.text import decode_any
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, escape_token, split_pointer

PARSER = "parser"  # the name that Spectral gives them
_NUMBER = r"[-+]?\.?(?:\d[\w.+-]*|inf|Inf|INF|nan|NaN|NAN)"
_WORD = "~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
_BEFORE = r"(?:(?:[-?:]|[&!]\S*)[ \t]+)*"  # indicators and properties
_KEY = rf"{_BEFORE}(?:{_NUMBER}|{_WORD})[ \t]*:(?:\s|$)"
# Where a key may stand: first in a line, or in a flow collection. What it may begin with is asked first, which is quick.
_MAY_BE_KEYS = (
    re.compile(rf"\n[ \t]*(?=[-?:&!\d+.~]|[nN](?:ull|ULL)|[tT](?:rue|RUE)|[fF](?:alse|ALSE)){_KEY}"),
    re.compile(rf"[{{,\[][ \t]*(?=[-?&!\d+.~nNtTfF]){_KEY}"),
)


def find_parser_problems(
    document: Document, duplicate_level: int | None, incompatible_level: int | None
) -> Iterator[tuple[Finding, int]]:
    """Yield what the parser finds, each with the format's number of its level; a level of `None` is off."""
    if not document.is_readable:
        yield from ((_say(finding.message, finding.at), 0) for finding in document.findings if _is_located(finding))
        return
    if duplicate_level is not None:
        for finding in document.findings:
            if finding.rule == DUPLICATE_KEY.id and isinstance(finding.at, Location):
                name = split_pointer(finding.at.pointer)[-1]
                yield _say(f"Duplicate key: {name}", finding.at), duplicate_level
    if incompatible_level is not None and document.syntax is Syntax.YAML:
        yield from ((finding, incompatible_level) for finding in _find_other_keys(document))


def _is_located(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _say(message: str, at: object) -> Finding:
    assert isinstance(at, Location)  # noqa: S101 - the parser knows where it stands
    return Finding(PARSER, Severity.ERROR, message, at)


def _find_other_keys(document: Document) -> Iterator[Finding]:
    """Yield unquoted keys that YAML reads as numbers, truth values or null."""
    text = "\n" + decode_any(document.content).replace("\r", "\n")
    if not any(pattern.search(text) for pattern in _MAY_BE_KEYS):
        return
    opened = open_text(document)
    waiting: list[tuple[Spans, str]] = [(opened.places.root, "")]
    seen: set[int] = set()
    while waiting:
        node, pointer = waiting.pop()
        entries = opened.places.entries(node)
        if entries is None or node.start in seen:
            continue
        seen.add(node.start)
        if isinstance(entries, list):
            waiting.extend((item, f"{pointer}/{index}") for index, item in enumerate(entries))
            continue
        for name, entry in entries.items():
            below = f"{pointer}/{escape_token(name)}"
            waiting.append((entry, below))
            kind = _kind_of(opened.text[entry.key_start : entry.key_end])
            if kind is not None:
                yield _say(
                    f"Mapping key must be a string scalar rather than {kind}", _locate(document, opened, entry, below)
                )


def _kind_of(key: str) -> str | None:
    """Return what a key is when it is no string, as JavaScript calls it."""
    try:
        value = read_plain(key) if key else ""
    except ValueError:
        return "number"
    if isinstance(value, str):
        return None
    return "null" if value is None else "boolean" if isinstance(value, bool) else "number"


def _locate(document: Document, opened: OpenText, entry: Spans, pointer: str) -> Location:
    line, column = opened.lines.locate(entry.key_start)
    end_line, end_column = opened.lines.locate(entry.key_end)
    return Location(document.path, line, column, end_line, end_column, pointer)
