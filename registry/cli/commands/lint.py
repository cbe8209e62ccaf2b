"""`crossdock lint FILES --ruleset R`: rulesets alone, on any document."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.spectral_range import find_spectral_range
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, Place, split_pointer
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.reading import Rules, read_ruleset
from crossdock.registry.rulesets.references import find_unresolved
from crossdock.registry.specifications.derived import derive
from crossdock.registry.store.folder_snapshot import FolderSnapshot

_LEVELS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_NAMES = ("error", "warn", "info", "hint")


@click.command(
    "lint",
    help="""Run a ruleset in the Spectral format on documents. JSON output has Spectral's shape.

    References are followed below the current folder, or below the folder of a document elsewhere; nothing is fetched.

    \b
    Example:
      crossdock lint openapi.yaml --ruleset policies/logistics.yaml

    Exit codes: 0 nothing at or above --fail-severity, 1 findings, 2 the ruleset or a file cannot be read.
    """,
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--ruleset", "-r", "ruleset_path", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--format", "-f", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-severity", "-F", type=click.Choice(_NAMES), default="error", show_default=True)
def lint(files: tuple[Path, ...], ruleset_path: Path, output_format: str, fail_severity: str) -> None:
    """Print what the rules find; exit with its gravity."""
    rules = _read_rules(ruleset_path)
    results = [result for file in files for result in _lint(file, rules)]
    if output_format == "json":
        click.echo(json.dumps(results, indent=2, ensure_ascii=False))
    else:
        for result in results:
            click.echo(_as_text(result))
        click.echo(f"{_count(len(results), 'finding')} in {_count(len(files), 'file')}")
    threshold = _NAMES.index(fail_severity)
    sys.exit(1 if any(int(str(result["severity"])) <= threshold for result in results) else 0)


class _Folder:
    """The files below a folder, each read once; paths are relative to it."""

    def __init__(self, file: Path) -> None:
        absolute = Path.cwd() / file
        self.root = Path.cwd() if absolute.is_relative_to(Path.cwd()) and ".." not in file.parts else absolute.parent
        self.name = absolute.relative_to(self.root).as_posix()
        self.snapshot = FolderSnapshot(self.root)
        self.documents: dict[str, Document | None] = {}

    def load(self, path: str) -> Document | None:
        if path not in self.documents:
            content = self.snapshot.read(path)
            self.documents[path] = read_document(path, content) if content is not None else None
        return self.documents[path]

    def show(self, path: str) -> str:
        """Return a path as the caller would write it."""
        return path if self.root == Path.cwd() else (self.root / path).as_posix()


def _read_rules(path: Path) -> Rules:
    folder = _Folder(path)
    rules, problems = read_ruleset(folder.name, folder.load)
    if problems:
        texts = [f"{_locate(problem, folder)}: {problem.message}\n  fix: {problem.fix}" for problem in problems]
        raise RegistryError(
            f"the ruleset `{path}` cannot be used\n" + "\n".join(texts),
            "mend the ruleset; docs/policies.md lists what it may hold",
        )
    return rules


def _locate(problem: Finding, folder: _Folder) -> str:
    document = folder.load(problem.at.path)
    at = problem.at
    if isinstance(at, Place):
        at = find_location(document, at.pointer, at.part) if document is not None else Location(at.path)
    return f"{folder.show(at.path)}:{at.line}:{at.column}"


def _lint(file: Path, rules: Rules) -> list[dict[str, object]]:
    """Return what is found in one document, in Spectral's shape and order."""
    folder = _Folder(file)
    document = folder.load(folder.name)
    if document is None:
        raise RegistryError(f"`{file}` cannot be read", "check the path; symbolic links are not followed")
    if not document.is_readable:
        return [_as_result(finding, rules, folder, 0) for finding in document.findings]
    resolver = Resolver(folder.load, lambda _: None, derive)
    found = [*_unrecognized(document, rules), *find_unresolved(document, resolver)]
    found += run_ruleset(rules, document, resolver)
    results = [_as_result(finding, rules, folder) for finding in found]
    return sorted(results, key=lambda result: (str(result["source"]), _start(result), str(result["code"])))


def _unrecognized(document: Document, rules: Rules) -> Iterator[Finding]:
    """Say when no rule speaks of this kind of document."""
    formats = formats_of(document.data)
    wanted = [rule.formats for rule in rules.values() if rule.severity is not None]
    if wanted and all(each and not each & formats for each in wanted):
        names = ", ".join(sorted(frozenset[str]().union(*wanted)))
        message = f"the document has none of the formats that the ruleset speaks of: {names}"
        yield Finding("unrecognized-format", Severity.WARNING, message, Place(document.path))


def _as_result(finding: Finding, rules: Rules, folder: _Folder, level: int | None = None) -> dict[str, object]:
    document = folder.load(finding.at.path)
    assert document is not None  # noqa: S101 - findings are in what was read
    if isinstance(finding.at, Location):
        at = finding.at
        found = (at.line - 1, at.column - 1, (at.end_line or at.line) - 1, (at.end_column or at.column) - 1)
    else:
        found = find_spectral_range(document, finding.at.pointer)
    if level is None:
        rule = rules.get(finding.rule)
        level = rule.level if rule is not None and rule.level is not None else _LEVELS[finding.severity]
    return {
        "code": finding.rule,
        "path": list(split_pointer(finding.at.pointer)),
        "message": finding.message,
        "severity": level,
        "range": {
            "start": {"line": found[0], "character": found[1]},
            "end": {"line": found[2], "character": found[3]},
        },
        "source": folder.show(finding.at.path),
    }


def _start(result: dict[str, object]) -> tuple[int, int]:
    span = result["range"]
    assert isinstance(span, dict)  # noqa: S101 - made above
    return span["start"]["line"], span["start"]["character"]


def _as_text(result: dict[str, object]) -> str:
    line, character = _start(result)
    name = _NAMES[int(str(result["severity"]))]
    message = " ".join(str(result["message"]).split())
    return f"{result['source']}:{line + 1}:{character + 1}: {name}[{result['code']}] {message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


COMMAND = lint
