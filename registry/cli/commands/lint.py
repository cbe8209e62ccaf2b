"""`crossdock lint FILES --ruleset R`: rulesets alone, on any document."""

import json
import sys
from pathlib import Path

import click

from crossdock.registry.linting import Result, lint_file, read_rules

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
    ruleset, warnings = read_rules(ruleset_path)
    for warning in warnings:
        click.echo(warning, err=True)
    results = [result for file in files for result in lint_file(file, ruleset)]
    if output_format == "json":
        click.echo(json.dumps([result.as_json() for result in results], indent=2, ensure_ascii=False))
    else:
        for result in results:
            click.echo(_as_text(result))
        click.echo(f"{_count(len(results), 'finding')} in {_count(len(files), 'file')}")
    threshold = _NAMES.index(fail_severity)
    sys.exit(1 if any(result.level <= threshold for result in results) else 0)


def _as_text(result: Result) -> str:
    line, character = result.span[:2]
    message = " ".join(result.message.split())
    return f"{result.source}:{line + 1}:{character + 1}: {_NAMES[result.level]}[{result.code}] {message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


COMMAND = lint
