"""`crossdock ratchet`: counts what stands, so that it can only become less."""

import os
from datetime import date
from pathlib import Path

import click

from crossdock.registry.cli.options import registry_option, today_option, today_utc
from crossdock.registry.cli.output import write_text
from crossdock.registry.errors import RegistryError
from crossdock.registry.open import open_registry
from crossdock.registry.ratcheting.counting import (
    count_findings,
    load_ratchet,
    ratchet_path,
    render_ratchet,
    turn_ratchet,
)
from crossdock.registry.run import CheckOptions, check_change


@click.command(
    "ratchet",
    help="""Write how many findings of each rule each contract has; from then on a check lets the numbers only fall.

    Checks everything, and counts errors and warnings that are not waived. Run again, it writes the numbers that fell and rules that it
    did not know; it raises none.

    \b
    Examples:
      crossdock ratchet
      crossdock ratchet --dry-run
    """,
)
@click.option("--dry-run", is_flag=True, help="Print the file; write nothing.")
@today_option
@registry_option
def ratchet(dry_run: bool, today: date | None, registry_path: Path | None) -> None:
    """Write the file and say what it allows."""
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        path = ratchet_path(revision)
        known, broken = load_ratchet(revision)
        if broken:
            raise RegistryError(f"`{path}` cannot be read: {broken[0].message}", "mend it, or remove it to begin anew")
        options = CheckOptions(today or today_utc(), is_everything=True)
        found = [each for each in check_change(registry, options, os.environ).findings if each.at.path != path]
        turned = turn_ratchet(known, count_findings(found))
        text = render_ratchet(turned)
        if dry_run:
            click.echo(text, nl=False)
            return
        write_text(registry.root / path, text)
    total = sum(number for numbers in turned.values() for number in numbers.values())
    click.echo(f"{path}: what stands is counted, {total} in all; commit it")


COMMAND = ratchet
