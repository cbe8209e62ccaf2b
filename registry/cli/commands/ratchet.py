"""`crossdock ratchet`: counts what stands, so that it can only become less."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from crossdock.registry.cli.options import registry_option, today_option, today_utc
from crossdock.registry.cli.output import write_text
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.open import OpenRegistry, open_registry
from crossdock.registry.profiles import profile_of
from crossdock.registry.ratcheting.allowance import Allowances
from crossdock.registry.ratcheting.counting import count_findings, load_ratchet, ratchet_path
from crossdock.registry.ratcheting.moved import is_contract, is_in
from crossdock.registry.ratcheting.turning import Former, Turn, turn_ratchet
from crossdock.registry.ratcheting.writing import render_ratchet, word_turn
from crossdock.registry.revision import Revision
from crossdock.registry.run import CheckOptions, check_change, load_change
from crossdock.registry.waiving.loosened import counting_profiles, layer_in


@click.command(
    "ratchet",
    help="""Write how many findings of each rule each contract has; from then on a check lets the numbers only fall.

    Checks everything, and counts errors and warnings that are not waived. Run again, it writes the numbers that fell, and takes in
    contracts that are new to the registry and rules that it did not know; it raises no number. It says what it did with what.

    \b
    Examples:
      crossdock ratchet
      crossdock ratchet --dry-run
    """,
)
@click.option("--dry-run", is_flag=True, help="Print the file; write nothing.")
@click.option(
    "--base", metavar="REV", help="The Git revision that says which contracts are new; default: as for `check`."
)
@today_option
@registry_option
def ratchet(dry_run: bool, base: str | None, today: date | None, registry_path: Path | None) -> None:
    """Write the file and say what it allows."""
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        path = ratchet_path(revision)
        known, broken = load_ratchet(revision)
        if broken:
            raise RegistryError(f"`{path}` cannot be read: {broken[0].message}", "mend it, or remove it to begin anew")
        options = CheckOptions(today or today_utc(), base, is_everything=True)
        turn = _turn(registry, options, os.environ)
        text = render_ratchet(turn.ratchet)
        if not dry_run:
            write_text(registry.root / path, text)
    if dry_run:
        click.echo(text, nl=False)
    for line in word_turn(turn, path, known, is_dry=dry_run):
        click.echo(line, err=dry_run)


def _turn(registry: OpenRegistry, options: CheckOptions, environ: Mapping[str, str]) -> Turn:
    """Count everything, and turn the ratchet of the working tree by it."""
    found = check_change(registry, options, environ).findings
    revision = _over_base(registry, options, environ)
    known = load_ratchet(revision)[0]
    counts = count_findings(each for each in found if each.at.path != ratchet_path(revision))
    names = {*revision.contract_keys(), *_files(revision, known), *(name for _, name in counts)}
    allowances = Allowances(revision)
    fresh = frozenset(name for name in names if _is_fresh(name, revision, allowances.former))
    return turn_ratchet(known, counts, {name: _profile(name, revision) for name in names}, fresh, allowances.former)


def _over_base(registry: OpenRegistry, options: CheckOptions, environ: Mapping[str, str]) -> Revision:
    """Return the working tree with its base; without one where nothing says which that is and none was named."""
    try:
        return load_change(registry, replace(options, is_everything=False), environ).revision
    except RegistryError:
        if options.base is not None:
            raise
        return registry.worktree()


def _files(revision: Revision, known: Ratchet | None) -> Iterator[str]:
    """Yield the files that count though nothing may be wrong with them: those of systems, and those that were counted before."""
    yield from (f"{revision.settings.contracts}/{system}/system.yaml" for system in revision.systems())
    counted = known.counted if known is not None and known.counted is not None else ()
    yield from (name for name in counted if not is_contract(name) and is_in(revision, name))


def _is_fresh(name: str, revision: Revision, former: Former) -> bool:
    """Whether the base has a contract or file under no name that it had."""
    return revision.base is not None and not is_in(revision.base, name) and former(name) is None


def _profile(name: str, revision: Revision) -> str:
    key = name if is_contract(name) else None
    return profile_of(key, name, counting_profiles(revision), partial(layer_in, revision))


COMMAND = ratchet
