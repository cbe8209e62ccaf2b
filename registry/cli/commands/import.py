"""`crossdock import PATHS`: adopt documents that exist."""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from crossdock.registry.adoption.importing import (
    Adopted,
    Harvest,
    choose_newest,
    contract_files,
    gather,
    order_versions,
    system_file,
)
from crossdock.registry.adoption.planning import Planned, Standing, files_to_write, plan_import
from crossdock.registry.adoption.starter import find_branch, name_registry, start_registry
from crossdock.registry.adoption.writing import write_new_files
from crossdock.registry.cli.options import registry_option
from crossdock.registry.errors import RegistryError, RegistryNotFound
from crossdock.registry.model.counting import count
from crossdock.registry.open import OpenRegistry, open_registry
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.history import Step, write_history


@click.command(
    "import",
    help="""Adopt existing documents as contracts; their files are kept as they are.

    Guesses system, name, version and line, and says what it could not guess. Run again, it adopts what is new; a contract that is there
    is left as it is, and where its document differs that is said. With --history, the documents are versions of one contract, written as
    one commit each onto a branch, so that neighbours can be checked.

    \b
    Examples:
      crossdock import ../services --owner platform
      crossdock import specs/booking --system dcsa --name booking --history --branch import/booking
    """,
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--system", help="The system of all documents.")
@click.option("--name", help="The name of the contract; with one document or --history.")
@click.option("--owner", help="The owning team, written into each manifest.")
@click.option("--history", is_flag=True, help="The documents are versions of one contract: one commit each.")
@click.option("--branch", default=None, help="The branch for --history; default: import/<system>-<name>.")
@click.option("--as-listed", is_flag=True, help="With --history: the order of PATHS is the order of the versions.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@registry_option
def import_documents(
    paths: tuple[Path, ...],
    system: str | None,
    name: str | None,
    owner: str | None,
    history: bool,
    branch: str | None,
    as_listed: bool,
    dry_run: bool,
    registry_path: Path | None,
) -> None:
    """Adopt what is below the paths; exit 1 when a file could not be read, or differs from what was adopted before."""
    harvest = gather(paths, system, name)
    is_whole = True
    if history:
        _import_history(harvest, owner, branch, registry_path, is_listed=as_listed, is_dry=dry_run)
    else:
        is_whole = _import_newest(harvest, owner, registry_path, is_dry=dry_run)
    _say_rest(harvest)
    sys.exit(1 if harvest.findings or not is_whole else 0)


def _import_newest(harvest: Harvest, owner: str | None, registry_path: Path | None, *, is_dry: bool) -> bool:
    """Adopt the newest version of each line that is new; return whether none that is there stood in the way."""
    root, contracts = _root(registry_path, is_dry=is_dry)
    chosen, aside = choose_newest(harvest.adopted)
    planned = plan_import(root, chosen, contracts, owner)
    if not is_dry:
        write_new_files(root, files_to_write(root, planned, contracts, owner))
    _say_adopted(planned, is_dry=is_dry)
    for each in aside:
        click.echo(f"left aside {each.source}: {each.guess.key} has a newer version here (`--history` keeps them all)")
    return all(each.standing is not Standing.OTHER for each in planned)


def _root(registry_path: Path | None, *, is_dry: bool) -> tuple[Path, str]:
    """Return the registry's root and its folder of contracts; one is started here when there is none."""
    try:
        with open_registry(registry_path) as registry:
            return registry.root, registry.worktree().settings.contracts
    except RegistryNotFound:
        root = registry_path or Path.cwd()
        if not is_dry:
            write_new_files(root, start_registry(name_registry(root), branch=find_branch(root), profile="adopting"))
            click.echo(f"started a registry in `{root}`, with the profile `adopting`")
        return root, "contracts"


def _say_adopted(planned: Sequence[Planned], *, is_dry: bool) -> None:
    states = {
        Standing.NEW: "would adopt" if is_dry else "adopted",
        Standing.SAME: "unchanged",
        Standing.OTHER: "left alone",
    }
    for each in planned:
        guess = each.adopted.guess
        said = f"{states[each.standing]} {each.adopted.source} as {guess.key} ({guess.format.name}, version {guess.version})"
        click.echo(f"{said}: {each.obstacle}" if each.obstacle else said)
        for doubt in guess.doubts if each.standing is Standing.NEW else ():
            click.echo(f"  not certain: {doubt}")
    others = [each for each in planned if each.standing is Standing.OTHER]
    if others:
        click.echo(
            "to take over what differs, replace the contract's document by it, and let `crossdock check` judge the change;"
        )
        click.echo("  to adopt it beside the contract, name it: `--system SYSTEM --name NAME`")
    if not is_dry and all(each.standing is not Standing.NEW for each in planned):
        click.echo("nothing changed")


def _import_history(
    harvest: Harvest,
    owner: str | None,
    branch: str | None,
    registry_path: Path | None,
    *,
    is_listed: bool,
    is_dry: bool,
) -> None:
    adopted = harvest.adopted if is_listed else order_versions(harvest.adopted)
    names = sorted({f"{each.guess.system}/{each.guess.name}" for each in adopted})
    if len(names) != 1:
        found = ", ".join(f"`{name}`" for name in names) or "nothing"
        raise RegistryError(
            f"a history is of one contract; these are {found}", "name it: `--system SYSTEM --name NAME`"
        )
    target = branch or f"import/{names[0].replace('/', '-')}"
    for each in adopted:
        click.echo(f"{'would commit' if is_dry else 'commit'} {each.source} as {names[0]} {each.guess.version}")
        for doubt in each.guess.doubts:
            click.echo(f"  not certain: {doubt}")
    if is_dry:
        return
    repository, prefix, contracts, start = _target(registry_path)
    new_in = None if start is not None else registry_path or Path.cwd()
    write_history(repository, target, list(_steps(adopted, contracts, owner, prefix, new_in)), start=start)
    click.echo(
        f"wrote {count(len(adopted), 'commit')} onto `{target}`; compare neighbours: `crossdock check --base {target}~1 --head {target}`"
    )


def _target(registry_path: Path | None) -> tuple[GitRepository, str, str, str | None]:
    """Return the repository, the registry's prefix in it, its folder of contracts, and the commit to start from."""
    try:
        with open_registry(registry_path) as registry:
            return _of_registry(registry)
    except RegistryNotFound:
        repository = GitRepository.discover(registry_path or Path.cwd())
        return repository, repository.prefix_of(registry_path or Path.cwd()), "contracts", None


def _of_registry(registry: OpenRegistry) -> tuple[GitRepository, str, str, str | None]:
    objects = registry.require_objects()
    assert registry.repository is not None  # noqa: S101 - it has objects
    revision = registry.worktree()
    try:
        head = objects.resolve("HEAD")
    except RegistryError:
        head = None
    return registry.repository, registry.prefix, revision.settings.contracts, head


def _steps(adopted: list[Adopted], root: str, owner: str | None, prefix: str, new_in: Path | None) -> Iterable[Step]:
    """Yield a commit for each version; `new_in` is the folder of a registry that starts with the first."""
    now = int(time.time()) - len(adopted)
    before: set[str] = set()
    for index, each in enumerate(adopted):
        stem = each.guess.format.stems[0]
        ending = each.document.rsplit(".", 1)[-1]
        name = stem if "." in stem else f"{stem}.{ending}"
        files: dict[str, bytes | None] = dict(contract_files(each, root, owner, name))
        folder = f"{root}/{each.guess.system}/{each.guess.name}/v{each.guess.line}/"
        gone = {path for path in before if path.startswith(folder)} - files.keys()
        before = (before | files.keys()) - gone
        if index == 0:
            path, content = system_file(each.guess.system, root, owner)
            files[path] = content
            if new_in is not None:
                files |= start_registry(name_registry(new_in), branch=find_branch(new_in), profile="adopting")
        files |= dict.fromkeys(gone)
        message = f"{each.guess.key}: version {each.guess.version}"
        yield Step(message, now + index, files={prefix + path: content for path, content in files.items()})


def _say_rest(harvest: Harvest) -> None:
    for path, reason in harvest.skipped:
        click.echo(f"skipped {path}: {reason}")
    for finding in harvest.findings:
        click.echo(
            f"{finding.at}: {finding.severity.value}[{finding.rule}] {finding.message}\n  fix: {finding.fix}", err=True
        )


COMMAND = import_documents
