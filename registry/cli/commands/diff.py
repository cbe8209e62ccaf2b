"""`crossdock diff A B`: what differs, what of it breaks, for whom, and the payload that shows it."""

import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click

from crossdock.registry.cli.difference import difference_as_data, verdict_of
from crossdock.registry.cli.options import Level, registry_option, today_utc
from crossdock.registry.cli.output import write_reports, write_text
from crossdock.registry.comparing import Terms, compare_folders, compare_sides
from crossdock.registry.discovery import unit_names
from crossdock.registry.errors import RegistryError, UnknownName
from crossdock.registry.model.contract import ContentModel, Mode
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.result import CheckResult, Verdict
from crossdock.registry.quoting import render_json
from crossdock.registry.sides.opening import Commit, Folder, Opened, Opener
from crossdock.registry.sides.side import Side

_SYNONYMS = {"markdown": "changelog", "md": "changelog"}
_NEVER = "never"


@click.command(
    "diff",
    help="""Compare two documents, two folders of them, two versions of a contract, or two Git revisions of the registry.

    BASE is before, REVISION is after. Each is a file, a folder, - for standard input, REV:path for a file or folder in a Git
    revision, or system/name@version for a contract. No registry is needed for files.

    \b
    Examples:
      crossdock diff old.yaml new.yaml
      crossdock diff main:openapi.yaml openapi.yaml
      crossdock diff v1.4:specs specs --format changelog > CHANGES.md
      curl -sSf https://api.example.org/openapi.json | crossdock diff openapi.json -
      crossdock diff erp/order-api@1.0.0 erp/order-api@2
      crossdock diff v1.4 main

    Exit codes: 0 the same or compatible, 1 breaking or unknown (see --fail-on), 2 it could not be compared.
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
@click.option(
    "--formats",
    type=click.Choice(["annotate", "assert"]),
    default="annotate",
    show_default=True,
    help="Whether `format: date` and the like reject values, or only tell people what is meant.",
)
@click.option("--severity", type=Level(), help="List only what is at least this grave: error, warning, info.")
@click.option(
    "--fail-on",
    type=Level((_NEVER,)),
    help="Exit 1 also when anything at least this grave is found, or never; default: what breaks or is unknown.",
)
@click.option(
    "--format",
    "output_format",
    metavar="NAME",
    default="text",
    show_default=True,
    help="text, json, changelog (also called markdown), or any report of `check`.",
)
@click.option("--output", "-o", metavar="PATH", default="-", help="Where it is written; default: standard output.")
@click.option("--verbose", "-v", is_flag=True, help="List everything, however much it is.")
@registry_option
def diff(
    base: str,
    revision: str,
    mode: str | None,
    model: str | None,
    formats: str,
    severity: Severity | None,
    fail_on: Severity | str | None,
    output_format: str,
    output: str,
    verbose: bool,
    registry_path: Path | None,
) -> None:
    """Print the differences and exit with the verdict."""
    name = _SYNONYMS.get(output_format, output_format)
    if name != "json" and name not in unit_names("report"):
        raise UnknownName("format", output_format, (*unit_names("report"), *_SYNONYMS), "text, json or changelog")
    terms = Terms(Mode(mode) if mode else None, ContentModel(model) if model else None, formats == "assert")
    with ExitStack() as stack:
        opener = stack.enter_context(Opener(lambda text: _open_contract(text, registry_path, stack)))
        result = _compare(opener.open(base), opener.open(revision), terms, registry_path)
    shown = _at_least(result, severity)
    if name == "json":
        _write(render_json(difference_as_data(shown)), output)
    else:
        write_reports(shown, (name,), (output,), is_verbose=verbose)
    sys.exit(_exit_code(result, fail_on))


def _open_contract(text: str, registry_path: Path | None, stack: ExitStack) -> Side:
    """Open a version of a contract; reading a registry takes longer than comparing two files, and is loaded when it is asked for."""
    from crossdock.registry.open import open_registry
    from crossdock.registry.sides.contracts import open_contract

    return open_contract(stack.enter_context(open_registry(registry_path)), text)


def _compare_revisions(base: str, revision: str, registry_path: Path | None) -> CheckResult:
    """Judge what lies between two revisions of a registry, as `check` does; loaded when it is asked for."""
    from crossdock.registry.open import open_registry
    from crossdock.registry.run import CheckOptions, check_change

    with open_registry(registry_path) as registry:
        return check_change(registry, CheckOptions(today_utc(), base, revision), os.environ)


def _compare(base: Opened, revision: Opened, terms: Terms, registry_path: Path | None) -> CheckResult:
    if isinstance(base, Side) and isinstance(revision, Side):
        return compare_sides(base, revision, terms)
    if isinstance(base, Folder) and isinstance(revision, Folder):
        return compare_folders(base, revision, terms)
    if isinstance(base, Commit) and isinstance(revision, Commit):
        return _compare_revisions(base.name, revision.name, registry_path)
    message = f"`{base.name}` is {_what(base)} and `{revision.name}` is {_what(revision)}: they cannot be compared"
    commit = next((side for side in (base, revision) if isinstance(side, Commit)), None)
    fix = f"`{commit.name}:PATH` names a file or folder in it" if commit else "name two documents, or two folders"
    raise RegistryError(message, fix)


def _what(opened: Opened) -> str:
    if isinstance(opened, Side):
        return "a document"
    return "a folder" if isinstance(opened, Folder) else "a Git revision"


def _at_least(result: CheckResult, severity: Severity | None) -> CheckResult:
    """Leave out what is less grave than asked for; the verdict stays."""
    if severity is None:
        return result
    kept = tuple(finding for finding in result.findings if finding.severity.rank <= severity.rank)
    return replace(result, findings=kept, hidden=result.hidden + len(result.findings) - len(kept))


def _exit_code(result: CheckResult, fail_on: Severity | str | None) -> int:
    if fail_on == _NEVER:
        return 0
    is_grave = verdict_of(result) in (Verdict.BREAKING, Verdict.UNKNOWN)
    if isinstance(fail_on, Severity):
        is_grave = is_grave or any(finding.severity.rank <= fail_on.rank for finding in result.findings)
    return int(is_grave)


def _write(text: str, output: str) -> None:
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_text(Path(output), text)


COMMAND = diff
