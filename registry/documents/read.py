"""Text to data: the one way by which files become documents."""

from pathlib import PurePosixPath

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.json_reader import read_json
from crossdock.registry.documents.limits import LIMITS, Limits
from crossdock.registry.documents.problems import BYTE_ORDER_MARK, ENCODING, TOO_LARGE, Problem, make_findings
from crossdock.registry.documents.text import MARK, decode_any
from crossdock.registry.documents.yaml_events import find_control_character
from crossdock.registry.documents.yaml_reader import read_yaml

_JSON = frozenset((".json", ".avsc"))
_YAML = frozenset((".yaml", ".yml"))


def read_document(path: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """Read a file; `path` is relative to the registry root and says by its ending what the file is.

    Never raises on content: what is wrong is in the document's findings.
    """
    syntax = find_syntax(path)
    if len(content) > limits.size:
        message = f"the file has {len(content):,} bytes, more than {limits.size:,}"
        return _refused(path, content, syntax, Problem(TOO_LARGE, message))
    if syntax is Syntax.TEXT:
        return Document(path, content, None, syntax)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _refused(path, content, syntax, _explain_encoding(content, error))
    has_mark = text.startswith(MARK)
    text = text.removeprefix(MARK)
    before = _find_unwanted(text, syntax, has_mark)
    reading = read_json(text, limits) if syntax is Syntax.JSON else read_yaml(text, limits)
    findings = make_findings(path, text, (*before, *reading.problems))
    return Document(path, content, reading.data, syntax, findings, reading.is_readable)


def find_syntax(path: str) -> Syntax:
    """Return the notation of a file by its ending; other files than examples are YAML when their ending says nothing."""
    pure = PurePosixPath(path)
    ending = pure.suffix.lower()
    if ending in _JSON:
        return Syntax.JSON
    return Syntax.TEXT if "examples" in pure.parts[:-1] and ending not in _YAML else Syntax.YAML


def _refused(path: str, content: bytes, syntax: Syntax, problem: Problem) -> Document:
    text = decode_any(content[: problem.start + 4]) if problem.start else ""
    return Document(path, content, None, syntax, make_findings(path, text, (problem,)), is_readable=False)


def _explain_encoding(content: bytes, error: UnicodeDecodeError) -> Problem:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem(ENCODING, "the file is UTF-16, not UTF-8")
    start = len(content[: error.start].decode("utf-8").removeprefix(MARK))
    return Problem(ENCODING, f"byte 0x{content[error.start]:02x} is not UTF-8", start, start + 1)


def _find_unwanted(text: str, syntax: Syntax, has_mark: bool) -> tuple[Problem, ...]:
    if syntax is Syntax.JSON:
        return (Problem(BYTE_ORDER_MARK, "the file starts with a byte-order mark"),) if has_mark else ()
    found = find_control_character(text)
    if found is None:
        return ()
    message = f"character U+{ord(found.group()):04X} is not allowed in YAML"
    return (Problem(ENCODING, message, found.start(), found.end()),)
