"""`crossdock waive FINDING`: write a dated, reasoned exception."""

import os
import re
from datetime import date
from pathlib import Path

import click

from crossdock.registry.cli.completion import complete_contract, complete_rule
from crossdock.registry.cli.options import Day, registry_option, today_option, today_utc
from crossdock.registry.cli.output import write_text
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.open import OpenRegistry, open_registry
from crossdock.registry.run import CheckOptions, check_change
from crossdock.registry.waiving.granted import load_waivers
from crossdock.registry.waiving.writing import Grant, find_waivable, place_waiver, waiver_of_finding, waiver_of_rule

_IDENTITY = re.compile(r"[0-9a-f]{6,16}")


@click.command(
    "waive",
    help="""Write a waiver: a dated, reasoned exception from a rule, in a file below policies/waivers.

    FINDING is the id of a finding (`id:` of `check --verbose`, `identity` in JSON, the fingerprint in SARIF), or the id of a rule
    together with --contract. A waiver of a finding covers its place only. The file keeps its comments; commit it with the change.

    \b
    Examples:
      crossdock waive 3f9a0c12d4e5b678 --reason "never filled, agreed with all readers" --ticket INT-2214
      crossdock waive response-property-removed --contract erp/order-api@1 --reason "never filled" --expires 2027-02-01
    """,
)
@click.argument("finding", shell_complete=complete_rule)
@click.option("--reason", required=True, help="Why the exception is right.")
@click.option(
    "--contract", metavar="ID", shell_complete=complete_contract, help="With a rule: a contract, a glob, or a system."
)
@click.option("--pointer", metavar="GLOB", help="With a rule: only at these places, `/paths/~1orders/get/**`.")
@click.option("--owner", metavar="TEAM", help="Who asks for it; default: the contract's owner.")
@click.option("--approver", metavar="WHO", help="Who grants it.")
@click.option("--ticket", metavar="ID", help="Where it was decided.")
@click.option("--expires", type=Day(), help="The last day it holds; default: in 90 days, or the longest allowed.")
@click.option("--base", metavar="REV", help="The Git revision that the check compared with.")
@click.option("--dry-run", is_flag=True, help="Print the file as it would be; write nothing.")
@today_option
@registry_option
def waive(
    finding: str,
    reason: str,
    contract: str | None,
    pointer: str | None,
    owner: str | None,
    approver: str | None,
    ticket: str | None,
    expires: date | None,
    base: str | None,
    dry_run: bool,
    today: date | None,
    registry_path: Path | None,
) -> None:
    """Append the waiver to the file it belongs in."""
    day = today or today_utc()
    grant = Grant(reason, owner, approver, ticket, expires)
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        if contract is not None:
            waiver = waiver_of_rule(finding, contract, pointer, revision, grant, day)
        else:
            waiver = _waive_finding(registry, finding, CheckOptions(day, base=base), grant)
        path, text = place_waiver(waiver, load_waivers(revision), revision, day)
        if dry_run:
            click.echo(text, nl=False)
            return
        write_text(registry.root / path, text)
    scope = waiver.contract + (f", {waiver.pointer}" if waiver.pointer else "")
    click.echo(f"{path}: `{waiver.rule}` is waived for {scope} until {waiver.expires}; commit it with the change")


def _waive_finding(registry: OpenRegistry, name: str, options: CheckOptions, grant: Grant) -> Waiver:
    """Look for a finding in the change, then in everything. Raises RegistryError when no finding has that id."""
    if not _IDENTITY.fullmatch(name):
        raise RegistryError(
            f"`{name}` is no id of a finding",
            f"name the contract of the rule: `--contract ID`, or `crossdock explain {name}`",
        )
    for each in (options, CheckOptions(options.today, is_everything=True)):
        found = find_waivable(check_change(registry, each, os.environ).findings, name)
        if found is not None:
            return waiver_of_finding(found, registry.worktree(), grant, options.today)
    raise RegistryError(
        f"no finding has the id `{name}`", "`crossdock check --verbose` shows the ids; name the --base it used"
    )


COMMAND = waive
