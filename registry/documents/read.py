"""Text to data: the one way by which files become documents."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.json_reader import read_json
from crossdock.registry.documents.limits import LIMITS, Limits, estimate_nodes
from crossdock.registry.documents.problems import BYTE_ORDER_MARK, ENCODING, TOO_LARGE, Problem, make_findings
from crossdock.registry.documents.reading import Reading
from crossdock.registry.documents.text import decode_any
from crossdock.registry.documents.yaml_events import find_control_character
from crossdock.registry.documents.yaml_reader import read_yaml

_JSON = frozenset((".json", ".avsc"))
_YAML = frozenset((".yaml", ".yml"))


def read_document(path: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """Read a file; `path` is relative to the registry root and says by its ending what the file is.

    Never raises on content: what is wrong is in the document's findings.
    """
    syntax = find_syntax(path)
    problem = _measure(content, syntax, limits)
    if problem is not None:
        return _refused(path, content, syntax, problem)
    if syntax is Syntax.TEXT:
        return Document(path, content, None, syntax)
    body = content.removeprefix(BOM_UTF8)
    try:
        reading = _read(body, syntax, limits, has_mark=len(body) < len(content))
    except UnicodeDecodeError as error:
        return _refused(path, content, syntax, _explain_encoding(body, error.start))
    findings = make_findings(path, body.decode(), reading.problems) if reading.problems else ()
    return Document(path, content, reading.data, syntax, findings, reading.is_readable)


def find_syntax(path: str) -> Syntax:
    """Return the notation of a file by its ending; other files than examples are YAML when their ending says nothing."""
    pure = PurePosixPath(path)
    ending = pure.suffix.lower()
    if ending in _JSON:
        return Syntax.JSON
    return Syntax.TEXT if "examples" in pure.parts[:-1] and ending not in _YAML else Syntax.YAML


def _measure(content: bytes, syntax: Syntax, limits: Limits) -> Problem | None:
    """Bound a file from above without parsing it."""
    if len(content) > limits.size:
        return Problem(TOO_LARGE, f"the file has {len(content):,} bytes, more than {limits.size:,}")
    nodes = 0 if syntax is Syntax.TEXT else estimate_nodes(content, syntax is Syntax.YAML)
    if nodes > limits.nodes:
        return Problem(TOO_LARGE, f"the document may hold {nodes:,} values, more than {limits.nodes:,}")
    return None


def _read(body: bytes, syntax: Syntax, limits: Limits, has_mark: bool) -> Reading:
    """Read JSON or YAML; raises UnicodeDecodeError."""
    if syntax is Syntax.JSON:
        reading = read_json(body, limits)
        before = [Problem(BYTE_ORDER_MARK, "the file starts with a byte-order mark")] if has_mark else []
    else:
        text = body.decode()
        reading = read_yaml(text, limits)
        before = list(_find_control_characters(text))
    return replace(reading, problems=(*before, *reading.problems)) if before else reading


def _find_control_characters(text: str) -> Iterator[Problem]:
    """Yield the first control character; the others are as invisible."""
    found = find_control_character(text)
    if found is not None:
        message = f"character U+{ord(found.group()):04X} is not allowed in YAML"
        yield Problem(ENCODING, message, found.start(), found.end())


def _refused(path: str, content: bytes, syntax: Syntax, problem: Problem) -> Document:
    text = decode_any(content[: problem.start * 4 + 8]) if problem.start else ""
    return Document(path, content, None, syntax, make_findings(path, text, (problem,)), is_readable=False)


def _explain_encoding(body: bytes, start: int) -> Problem:
    if body[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        return Problem(ENCODING, "the file is UTF-16, not UTF-8")
    before = len(body[:start].decode())
    return Problem(ENCODING, f"byte 0x{body[start]:02x} is not UTF-8", before, before + 1)
