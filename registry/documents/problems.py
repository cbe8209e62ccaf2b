"""What can be wrong with a file before anyone asks what it means: the rules, and how they become findings."""

from collections import Counter
from dataclasses import dataclass

from crossdock.registry.documents.text import Lines
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location
from crossdock.registry.model.rule import Rule

UNREADABLE = Rule(
    "document-unreadable",
    Severity.ERROR,
    "A file cannot be parsed.",
    why="Nothing can be said of a document that cannot be read, and no tool will read it either.",
    fix="Correct the syntax at the place that is named.",
    source="YAML 1.2.2; RFC 8259",
)
NOT_PORTABLE = Rule(
    "document-not-portable",
    Severity.WARNING,
    "One YAML parser reads a file and another refuses it.",
    why="Consumers read the document with parsers of their own; some of them will stop here.",
    fix="Write the place so that YAML 1.2 leaves no doubt, for instance with quotes.",
    source="YAML 1.2.2",
)
NOT_JSON = Rule(
    "document-not-json",
    Severity.ERROR,
    "A JSON file is not JSON, though lenient readers take it.",
    why="Readers differ in what they forgive, such as a comma too many; strict ones refuse the file.",
    fix="Correct the syntax at the place that is named.",
    source="RFC 8259",
)
DUPLICATE_KEY = Rule(
    "document-duplicate-key",
    Severity.ERROR,
    "A mapping has the same key twice.",
    why="Most parsers keep only the last value without a word, so a part of the document does not exist for its readers.",
    fix="Remove or rename one of the two.",
    source="YAML 1.2.2, section 3.2.1.3; RFC 8259, section 4",
)
TOO_LARGE = Rule(
    "document-too-large",
    Severity.ERROR,
    "A file is larger than a contract may be.",
    why="A check reads documents that nobody has reviewed yet; a bound keeps one of them from stopping all others.",
    fix="Split the document, or take generated examples out of it.",
    source="Crossdock, docs/files.md",
)
TOO_DEEP = Rule(
    "document-too-deep",
    Severity.ERROR,
    "A file nests deeper than a contract may.",
    why="Deep nesting exhausts the stack of the parsers that read the document; some of them crash.",
    fix="Move inner parts into named schemas and reference them.",
    source="RFC 8259, section 9",
)
ALIAS_BOMB = Rule(
    "document-alias-bomb",
    Severity.ERROR,
    "YAML aliases repeat more content than a contract may hold.",
    why="Aliases of aliases grow without bound when a reader expands them; an alias inside its own anchor never ends.",
    fix="Write the repeated part once and reference it with `$ref`.",
    source="YAML 1.2.2, section 7.1",
)
ENCODING = Rule(
    "document-encoding",
    Severity.ERROR,
    "A file is not UTF-8 text.",
    why="Readers guess other encodings differently, and control characters are not visible in a review.",
    fix="Save the file as UTF-8 without control characters.",
    source="RFC 8259, section 8.1; YAML 1.2.2, sections 5.1 and 5.2",
)
BYTE_ORDER_MARK = Rule(
    "document-byte-order-mark",
    Severity.WARNING,
    "A JSON file starts with a byte-order mark.",
    why="RFC 8259 forbids writers to add one, and many JSON parsers refuse the file.",
    fix="Save the file as UTF-8 without a byte-order mark.",
    source="RFC 8259, section 8.1",
)
SEVERAL = Rule(
    "document-several",
    Severity.ERROR,
    "A file holds more than one YAML document.",
    why="A contract is one document; most tools read the first and drop the rest, others refuse the file.",
    fix="Keep one document in the file and move the others to files of their own.",
    source="YAML 1.2.2, section 9.2",
)
NOT_JSON_VALUE = Rule(
    "document-not-json-value",
    Severity.ERROR,
    "A file holds a value that JSON cannot express.",
    why="Contracts are JSON data in whatever notation; such a value is lost or changed on the way to a reader.",
    fix="Write the value as a string, or as a number that JSON has.",
    source="YAML 1.2.2, section 10.2; RFC 8259, section 6",
)
RULES = (
    UNREADABLE,
    NOT_PORTABLE,
    NOT_JSON,
    DUPLICATE_KEY,
    TOO_LARGE,
    TOO_DEEP,
    ALIAS_BOMB,
    ENCODING,
    BYTE_ORDER_MARK,
    SEVERAL,
    NOT_JSON_VALUE,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a character of a text. `start` and `end` are offsets in characters, `end` `None` when only the start is known.

    `pointer` is the entry it belongs to; `first` is where a repeated thing stood before, `None` for other problems.
    """

    rule: Rule
    message: str
    start: int = 0
    end: int | None = None
    pointer: str = ""
    first: int | None = None


def make_findings(path: str, text: str, problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """Turn the problems of a text into findings with exact places."""
    if not problems:
        return ()
    last = max(problem.start if problem.end is None else problem.end for problem in problems)
    lines = Lines(text[: last + 1])
    seen: Counter[tuple[str, str]] = Counter()
    findings = []
    for problem in problems:
        seen[problem.rule.id, problem.pointer] += 1
        findings.append(_make_finding(path, lines, problem, seen[problem.rule.id, problem.pointer]))
    return tuple(findings)


def _make_finding(path: str, lines: Lines, problem: Problem, number: int) -> Finding:
    """Make a finding; the second and later ones of a rule at one pointer are told apart by their number."""
    line, column = lines.locate(problem.start)
    end_line, end_column = lines.locate(problem.end) if problem.end is not None else (None, None)
    rule = problem.rule
    at = Location(path, line, column, end_line, end_column, problem.pointer)
    anchor = str(number) if number > 1 else ""
    first = f" (first in line {lines.locate(problem.first)[0]})" if problem.first is not None else ""
    return Finding(rule.id, rule.severity, problem.message + first, at, why=rule.why, fix=rule.fix, anchor=anchor)
