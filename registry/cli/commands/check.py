"""`crossdock check`: the pull-request gate."""

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from crossdock.registry.cli.completion import complete_contract, complete_report
from crossdock.registry.cli.fixing import check_and_mend
from crossdock.registry.cli.options import registry_option, today_option, today_utc
from crossdock.registry.cli.output import write_reports
from crossdock.registry.discovery import unit_names
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.result import CheckResult
from crossdock.registry.open import OpenRegistry, find_contract, open_registry
from crossdock.registry.replaced import name_judged_file
from crossdock.registry.run import CheckOptions, check_change, judge_change, load_replacement


@click.command(
    "check",
    help="""Judge a change: what it breaks, for whom, and what to do.

    Compares the working tree (or --staged, or --head) with its base: --base, else what the CI environment says, else where it left
    the default branch. With FILE and --as, judges one document as the new state of a contract in a registry elsewhere.

    \b
    Examples:
      crossdock check
      crossdock check --base origin/main --report github --report sarif --output - --output crossdock.sarif
      crossdock check --fix --write
      crossdock check openapi.json --as erp/order-api@2 --registry ../contracts

    Exit codes: 0 nothing new at or above --fail-on, 1 findings, 2 the run could not be completed.
    """,
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--as",
    "contract",
    metavar="ID",
    shell_complete=complete_contract,
    help="With FILE: the contract line that FILE is the document of.",
)
@click.option("--base", metavar="REV", help="The Git revision to compare with.")
@click.option("--head", metavar="REV", help="The Git revision to judge; default: the working tree.")
@click.option("--staged", is_flag=True, help="Judge what is staged for the next commit.")
@click.option("--all", "is_everything", is_flag=True, help="Judge every contract, changed or not.")
@click.option("--thorough", is_flag=True, help="Ask a second validator as well; slower.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_report,
    help="How to report, repeatable: text (default), json, sarif, github …",
)
@click.option(
    "--output", "outputs", multiple=True, metavar="PATH", help="Where each report goes, in order; - is standard output."
)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default=None, help="The same as --report."
)
@click.option(
    "--fail-on", type=click.Choice([severity.value for severity in Severity]), default="error", show_default=True
)
@click.option("--verbose", "-v", is_flag=True, help="Show existing findings and every detail.")
@click.option(
    "--fix", is_flag=True, help="Show what mends the findings whose mend is certain, as a difference; change nothing."
)
@click.option("--write", is_flag=True, help="With --fix: write it, then judge again.")
@today_option
@registry_option
def check(
    file: Path | None,
    contract: str | None,
    base: str | None,
    head: str | None,
    staged: bool,
    is_everything: bool,
    thorough: bool,
    reports: tuple[str, ...],
    outputs: tuple[str, ...],
    output_format: str | None,
    fail_on: str,
    verbose: bool,
    fix: bool,
    write: bool,
    today: date | None,
    registry_path: Path | None,
) -> None:
    """Run the check and exit with its code."""
    names = reports or ((output_format,) if output_format else () if fix and not write else ("text",))
    _refuse_contradictions(file, contract, names, outputs, [base, head, staged or None, is_everything or None])
    _refuse_mends(is_fixing=fix, is_writing=write, is_elsewhere=file is not None or head is not None or staged)
    options = CheckOptions(today or today_utc(), base, head, staged, is_everything, thorough, Severity(fail_on))
    options = replace(options, has_edits=file is None and (fix or "sarif" in names or "json" in names))
    if fix:
        result = check_and_mend(registry_path, options, is_writing=write)
    else:
        with open_registry(registry_path, is_in_git=head is not None) as registry:
            if file is not None and contract is not None:
                result = _check_file(registry, file, contract, options)
            else:
                result = check_change(registry, options, os.environ)
    write_reports(result, names, outputs, is_verbose=verbose)
    sys.exit(1 if result.failing() else 0)


def _refuse_contradictions(
    file: Path | None, contract: str | None, names: tuple[str, ...], outputs: tuple[str, ...], states: list[object]
) -> None:
    if (file is None) is not (contract is None):
        raise click.UsageError("FILE and --as belong together: `crossdock check openapi.json --as erp/order-api@2`")
    if file is not None and any(states):
        raise click.UsageError(
            "FILE is judged against the registry on disk: leave out --base, --head, --staged and --all"
        )
    if sum(state is not None for state in states[1:]) > 1:
        raise click.UsageError("--head, --staged and --all exclude each other")
    known = unit_names("report")
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no report `{name}`; there are {', '.join(known)}")
    if len(outputs) > len(names):
        raise click.UsageError(f"{len(outputs)} outputs for {len(names)} reports: name a --report for each --output")


def _refuse_mends(*, is_fixing: bool, is_writing: bool, is_elsewhere: bool) -> None:
    if is_writing and not is_fixing:
        raise click.UsageError("--write belongs to --fix")
    if is_fixing and is_elsewhere:
        raise click.UsageError("--fix mends the working tree: leave out FILE, --head and --staged")


def _check_file(registry: OpenRegistry, file: Path, contract_id: str, options: CheckOptions) -> CheckResult:
    found = find_contract(registry.worktree(), contract_id)
    if found.release is not None or found.contract.document is None:
        raise RegistryError(f"`{contract_id}` names no line with a document", "name the line: `--as sys/name@2`")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RegistryError(f"`{file}` cannot be read: {error.strerror}", "check the path") from None
    state = load_replacement(registry, found.contract, content, str(file))
    result = judge_change(registry, state, options)
    return name_judged_file(result, found.contract.document, file.as_posix(), registry.root)


COMMAND = check
