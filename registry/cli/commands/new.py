"""`crossdock new KIND ID`: a first contract that passes the check."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from crossdock.registry.adoption.next_line import start_next_line
from crossdock.registry.adoption.scaffold import scaffold_contract, scaffold_system
from crossdock.registry.adoption.writing import write_new_files
from crossdock.registry.cli.completion import complete_contract
from crossdock.registry.cli.options import registry_option, today_option, today_utc
from crossdock.registry.errors import RegistryError, UnknownName
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.reference import Reference, read_reference
from crossdock.registry.open import find_contract, open_registry
from crossdock.registry.revision import Revision

_COMPANIONS = {
    Kind.MAPPING: ((Kind.SCHEMA, "source"), (Kind.SCHEMA, "target")),
    Kind.WORKFLOW: ((Kind.SCHEMA, "entity"), (Kind.EVENT, "closed")),
}


@click.command(
    "new",
    help="""Write a new contract: manifest, document and an example. Asks nothing; what it writes passes the check.

    A mapping or workflow comes with small drafts of the contracts that it connects: replace them by yours.

    \b
    Examples:
      crossdock new event wms-east/stock-moved
      crossdock new api erp/order-api@2 --owner erp-integration
      crossdock new --from erp/order-api@1

    With --from, starts the next compatibility line beside one that is there: its files without release records, with the version that the
    line starts with.
    """,
)
@click.argument("kind", required=False)
@click.argument("contract", metavar="ID", required=False)
@click.option(
    "--from",
    "source",
    metavar="ID",
    shell_complete=complete_contract,
    help="The contract line to start the next one from, instead of KIND and ID.",
)
@click.option("--owner", help="The team that owns it; default: the system's, or the only team.")
@today_option
@registry_option
def new(
    kind: str | None,
    contract: str | None,
    source: str | None,
    owner: str | None,
    today: date | None,
    registry_path: Path | None,
) -> None:
    """Write the files of one contract."""
    if source is not None:
        if kind is not None or owner is not None:
            raise click.UsageError(
                "--from takes kind, name and owner from the line that is there: leave out the others"
            )
        _start_line(source, registry_path)
    elif kind is None or contract is None:
        raise click.UsageError("name KIND and ID, as in `crossdock new event wms-east/stock-moved`, or --from ID")
    else:
        _start_contract(kind, contract, owner, today, registry_path)


def _start_line(source: str, registry_path: Path | None) -> None:
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        found = find_contract(revision, source)
        if found.release is not None:
            raise RegistryError(f"`{source}` is a version", f"name its line: `--from {found.contract.key}`")
        contract = found.contract
        started = start_next_line(revision, contract)
        for path in write_new_files(registry.root, started.files):
            click.echo(f"wrote {path}")
        consumers = sorted({use.system for use in revision.consumers_of(contract)})
    click.echo(f"`{started.key}` starts with version {started.version}. Next:")
    for step in _steps(contract, started.key, consumers):
        click.echo(f"  - {step}")


def _steps(contract: Contract, key: str, consumers: list[str]) -> Iterator[str]:
    line = contract.line
    yield f"undo in `{contract.folder}` what breaks: line {line} stays as it was released"
    yield f"`crossdock diff {contract.key} {key}` compares the lines; `check` compares each with its own releases"
    sunset = f"lifecycle: {{state: deprecated, sunset: YYYY-MM-DD, successor: {key}}}"
    yield f"deprecate line {line} when line {key.rpartition('@')[2]} is released: `{sunset}` in `{contract.manifest}`"
    if consumers:
        yield f"who has to move from line {line}: {', '.join(consumers)}"
    if contract.addresses:
        yield f"`addresses` are claimed by both lines now: keep each in one manifest only ({', '.join(contract.addresses)})"


def _start_contract(
    kind: str, contract: str, owner: str | None, today: date | None, registry_path: Path | None
) -> None:
    chosen = _kind(kind)
    reference = read_reference(contract)
    if reference is None or reference.pointer is not None or not (reference.at is None or reference.is_line):
        raise RegistryError(
            f"`{contract}` is no name for a contract",
            "write `system/name` or `system/name@2`: lower-case letters, digits, hyphens",
        )
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        team = _owner(revision, reference.system, owner)
        files = _files(revision, chosen, reference, team, today or today_utc())
        for path in write_new_files(registry.root, files):
            click.echo(f"wrote {path}")
    click.echo("it is a draft: describe it, then set `lifecycle.state: active`")


def _kind(name: str) -> Kind:
    known = [kind.value for kind in Kind]
    if name not in known:
        raise UnknownName("kind of contract", name, known, f"there are {', '.join(known)}")
    return Kind(name)


def _owner(revision: Revision, system: str, owner: str | None) -> str | None:
    teams = revision.team_ids()
    if owner is not None:
        if owner not in teams:
            raise UnknownName("team", owner, teams, "add it to teams.yaml first")
        return owner
    known = revision.system(system)
    if known is not None:
        return None if known.owner else next(iter(teams), None)
    return teams[0] if teams else None


def _files(revision: Revision, kind: Kind, reference: Reference, owner: str | None, today: date) -> dict[str, bytes]:
    root = revision.settings.contracts
    system_file = f"{root}/{reference.system}/system.yaml"
    files: dict[str, bytes] = {}
    if revision.document(system_file) is None:
        files[system_file] = scaffold_system(reference.system, owner)
    parts = [(kind, reference.name, reference.at or "1")]
    parts += [(each, f"{reference.name}-{role}", "1") for each, role in _COMPANIONS.get(kind, ())]
    for each, name, line in parts:
        folder = f"{root}/{reference.system}/{name}/v{line}"
        made = scaffold_contract(each, reference.system, name, line, owner, today)
        files |= {f"{folder}/{path}": content for path, content in made.items()}
    return files


COMMAND = new
