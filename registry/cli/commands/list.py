"""`crossdock list`: what is in the registry."""

import json
from pathlib import Path

import click

from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.errors import UnknownName
from crossdock.registry.model.contract import Contract, Kind, LifecycleState
from crossdock.registry.model.counting import count
from crossdock.registry.open import open_registry
from crossdock.registry.revision import Revision

_COLUMNS = ("contract", "version", "released", "kind", "state", "owner", "title")


@click.command(
    "list",
    help="""List the contracts of the registry.

    \b
    Examples:
      crossdock list
      crossdock list --system wms-east --kind event
      crossdock list --consumer tms
      crossdock list --format json
    """,
)
@click.option("--system", help="Only contracts of this system.")
@click.option("--consumer", metavar="SYSTEM", help="Only contracts that this system consumes.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only contracts of this kind.")
@click.option("--owner", help="Only contracts of this team.")
@click.option(
    "--state", type=click.Choice([state.value for state in LifecycleState]), help="Only contracts in this state."
)
@format_option
@registry_option
def list_contracts(
    system: str | None,
    consumer: str | None,
    kind: str | None,
    owner: str | None,
    state: str | None,
    output_format: str,
    registry_path: Path | None,
) -> None:
    """Print one line a contract line."""
    wanted = {"system": system, "kind": kind, "owner": owner, "state": state}
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        _require_known(revision, system, consumer, owner)
        rows = [_row(revision, key) for key in revision.contract_keys()]
        unreadable = [row["contract"] for row in rows if row["kind"] is None]
        rows = [row for row in rows if all(value in (None, row[name]) for name, value in wanted.items())]
        if consumer is not None:
            rows = [row for row in rows if _is_consumed(revision, row["contract"] or "", consumer)]
    if output_format == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        _print_table(rows)
    for key in unreadable:
        click.echo(f"the manifest of `{key}` cannot be read: `crossdock check --all` says why", err=True)


def _require_known(revision: Revision, system: str | None, consumer: str | None, owner: str | None) -> None:
    """Raise UnknownName with the closest name for what nothing could be listed of."""
    for name in (system, consumer):
        if name is not None and name not in revision.systems():
            raise UnknownName("system", name, revision.systems(), f"there are {', '.join(revision.systems())}")
    if owner is not None and owner not in revision.team_ids():
        raise UnknownName("team", owner, revision.team_ids(), "`teams.yaml` lists the teams")


def _is_consumed(revision: Revision, key: str, consumer: str) -> bool:
    contract = revision.contract(key)
    return contract is not None and any(use.system == consumer for use in revision.consumers_of(contract))


def _row(revision: Revision, key: str) -> dict[str, str | None]:
    contract = revision.contract(key)
    if contract is None:
        return dict.fromkeys(("system", "folder", *_COLUMNS)) | {
            "contract": key,
            "system": key.split("/", maxsplit=1)[0],
        }
    return {
        "contract": key,
        "system": contract.system,
        "version": contract.version,
        "released": newest_release(revision, contract),
        "kind": contract.kind.value,
        "state": contract.lifecycle.state.value,
        "owner": contract.owner,
        "title": contract.title,
        "folder": contract.folder,
    }


def newest_release(revision: Revision, contract: Contract) -> str | None:
    """Return the newest standing version of a line, `None` when none was released."""
    from crossdock.registry.compat.schemes import scheme_of

    standing = revision.releases(contract).standing
    newest = scheme_of(contract.scheme).newest_first(standing, lambda release: release.version)
    return newest[0].version if newest else None


def _print_table(rows: list[dict[str, str | None]]) -> None:
    if not rows:
        click.echo("no contracts")
        return
    texts = [[row[name] or "-" for name in _COLUMNS] for row in rows]
    widths = [max(len(line[column]) for line in (list(_COLUMNS), *texts)) for column in range(len(_COLUMNS) - 1)]
    for line in (list(_COLUMNS), *texts):
        cells = [f"{cell:<{width}}" for cell, width in zip(line[:-1], widths, strict=True)]
        click.echo("  ".join([*cells, line[-1]]).rstrip())
    click.echo(f"\n{count(len(rows), 'contract')}")


COMMAND = list_contracts
