"""`crossdock lint FILES --ruleset R`: rulesets alone, on any document."""

import json
import sys
from pathlib import Path

import click

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, split_pointer
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.ruleset import Load, RulesetRule, read_ruleset
from crossdock.registry.store.folder_snapshot import FolderSnapshot

_SPECTRAL = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@click.command(
    "lint",
    help="""Run a ruleset in the Spectral format on documents. JSON output has Spectral's shape.

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
@click.option("--fail-severity", "-F", type=click.Choice(["error", "warn", "info"]), default="error", show_default=True)
def lint(files: tuple[Path, ...], ruleset_path: Path, output_format: str, fail_severity: str) -> None:
    """Print what the rules find; exit with its gravity."""
    rules = _rules(ruleset_path)
    found = [(file, finding) for file in files for finding in _lint(file, rules)]
    if output_format == "json":
        click.echo(json.dumps([_as_spectral(finding) for _, finding in found], indent=2, ensure_ascii=False))
    else:
        for _, finding in found:
            click.echo(f"{finding.at}: {finding.severity.value}[{finding.rule}] {finding.message}")
        click.echo(
            f"{len(found)} finding{'s' if len(found) != 1 else ''} in {len(files)} file{'s' if len(files) != 1 else ''}"
        )
    threshold = {"error": Severity.ERROR, "warn": Severity.WARNING, "info": Severity.INFO}[fail_severity]
    sys.exit(1 if any(finding.severity.rank <= threshold.rank for _, finding in found) else 0)


def _rules(path: Path) -> dict[str, RulesetRule]:
    load = _loader(path.parent)
    rules, problems = read_ruleset(path.name, load)
    if problems:
        texts = [
            f"{_locate(problem, load, path.parent)}: {problem.message}\n  fix: {problem.fix}" for problem in problems
        ]
        raise RegistryError(
            f"the ruleset `{path}` cannot be used\n" + "\n".join(texts),
            "mend the ruleset; docs/policies.md lists what it may hold",
        )
    return rules


def _loader(root: Path) -> Load:
    snapshot = FolderSnapshot(root)
    documents: dict[str, Document | None] = {}

    def load(path: str) -> Document | None:
        if path not in documents:
            content = snapshot.read(path)
            documents[path] = read_document(path, content) if content is not None else None
        return documents[path]

    return load


def _lint(file: Path, rules: dict[str, RulesetRule]) -> list[Finding]:
    load = _loader(file.parent)
    document = load(file.name)
    if document is None:
        raise RegistryError(f"`{file}` cannot be read", "check the path; symbolic links are not followed")
    if not document.is_readable:
        return [
            finding.located(_moved(finding.at, file.parent), None)
            for finding in document.findings
            if isinstance(finding.at, Location)
        ]
    resolver = Resolver(load, lambda _: None)
    found = [
        finding.located(_locate(finding, load, file.parent), None) for finding in run_ruleset(rules, document, resolver)
    ]
    return sorted(found, key=lambda finding: (str(finding.at.path), finding.at.line, finding.at.column, finding.rule))  # type: ignore[union-attr]  # located above


def _locate(finding: Finding, load: Load, folder: Path) -> Location:
    document = load(finding.at.path)
    if isinstance(finding.at, Location) or document is None:
        return _moved(finding.at if isinstance(finding.at, Location) else Location(finding.at.path), folder)
    return _moved(find_location(document, finding.at.pointer, finding.at.part), folder)


def _moved(at: Location, folder: Path) -> Location:
    path = at.path if folder == Path() else (folder / at.path).as_posix()
    return Location(path, at.line, at.column, at.end_line, at.end_column, at.pointer)


def _as_spectral(finding: Finding) -> dict[str, object]:
    at = finding.at
    assert isinstance(at, Location)  # noqa: S101 - located above
    start = {"line": at.line - 1, "character": at.column - 1}
    end = {"line": (at.end_line or at.line) - 1, "character": (at.end_column or at.column) - 1}
    return {
        "code": finding.rule,
        "path": list(split_pointer(at.pointer)),
        "message": finding.message,
        "severity": _SPECTRAL[finding.severity],
        "range": {"start": start, "end": end},
        "source": at.path,
    }


COMMAND = lint
