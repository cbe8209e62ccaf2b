"""`crossdock diff A B`: what differs, what of it breaks, and the payload that shows it."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from crossdock.registry.cli.options import format_option, registry_option, today_utc
from crossdock.registry.cli.output import write_reports
from crossdock.registry.comparing import compare_sides, read_side, side_of
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import ContentModel, Mode
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.reference import read_reference
from crossdock.registry.model.result import Bump, CheckResult, Verdict
from crossdock.registry.open import find_contract, open_registry
from crossdock.registry.run import CheckOptions, check_change


@click.command(
    "diff",
    help="""Compare two documents, two versions of a contract, or two Git revisions of the registry.

    \b
    Examples:
      crossdock diff old.yaml new.yaml
      crossdock diff erp/order-api@1.0.0 erp/order-api@2
      crossdock diff v1.4 main

    Exit codes: 0 the same or compatible, 1 breaking or unknown, 2 it could not be compared.
    """,
)
@click.argument("base")
@click.argument("revision")
@click.option(
    "--mode", type=click.Choice([mode.value for mode in Mode]), help="Compatibility mode; default: derived by position."
)
@click.option(
    "--model", type=click.Choice([model.value for model in ContentModel]), help="Content model; default: declared."
)
@format_option
@registry_option
def diff(
    base: str, revision: str, mode: str | None, model: str | None, output_format: str, registry_path: Path | None
) -> None:
    """Print the differences and exit with the verdict."""
    modes = (Mode(mode) if mode else None, ContentModel(model) if model else None)
    is_files = Path(base).is_file() and Path(revision).is_file()
    result = (
        _diff_files(base, revision, *modes) if is_files else _diff_in_registry(base, revision, *modes, registry_path)
    )
    if output_format == "json":
        click.echo(json.dumps(as_json(result), indent=2, ensure_ascii=False))
    else:
        write_reports(result, ("text",), ())
    sys.exit(1 if verdict_of(result) in (Verdict.BREAKING, Verdict.UNKNOWN) else 0)


def _diff_files(base: str, revision: str, mode: Mode | None, model: ContentModel | None) -> CheckResult:
    return compare_sides(read_side(Path(base), base), read_side(Path(revision), revision), mode, model)


def _diff_in_registry(
    base: str, revision: str, mode: Mode | None, model: ContentModel | None, registry_path: Path | None
) -> CheckResult:
    missing = [text for text in (base, revision) if "/" in text and "." in Path(text).name and not read_reference(text)]
    if missing and not Path(missing[0]).exists() and Path(missing[0]).suffix in (".yaml", ".yml", ".json", ".avsc"):
        raise RegistryError(f"there is no file `{missing[0]}`", "check the path")
    with open_registry(registry_path) as registry:
        if read_reference(base) and read_reference(revision):
            worktree = registry.worktree()
            before, after = (side_of(find_contract(worktree, text), text) for text in (base, revision))
            return compare_sides(before, after, mode, model)
        return check_change(registry, CheckOptions(today_utc(), base, revision), os.environ)


def verdict_of(result: CheckResult) -> Verdict:
    """Return the gravest verdict over all contracts."""
    ranks = (Verdict.SAME, Verdict.INITIAL, Verdict.COMPATIBLE, Verdict.UNKNOWN, Verdict.BREAKING)
    return max((contract.verdict for contract in result.contracts), key=ranks.index, default=Verdict.SAME)


def as_json(result: CheckResult) -> dict[str, Any]:
    """Return the difference as JSON data (docs/commands.md)."""
    verdict = verdict_of(result)
    bump = max((contract.bump for contract in result.contracts), key=lambda bump: bump.rank, default=Bump.NONE)
    return {
        "base": result.base,
        "revision": result.revision,
        "verdict": Verdict.COMPATIBLE.value if verdict is Verdict.INITIAL else verdict.value,
        "bump": bump.value,
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "contract": finding.contract,
        "message": finding.message,
        "at": _place(finding.at),
        "was": _place(finding.was),
        "position": dict(finding.facts).get("position"),
        "evidence": asdict(finding.evidence) if finding.evidence else None,
        "fix": finding.fix or None,
    }


def _place(place: Place | Location | None) -> dict[str, Any] | None:
    if place is None:
        return None
    line = {"line": place.line, "column": place.column} if isinstance(place, Location) else {}
    return {"path": place.path, **line, "pointer": place.pointer}


COMMAND = diff
