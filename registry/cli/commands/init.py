"""`crossdock init`: start a registry."""

from pathlib import Path

import click

from crossdock.registry.adoption.starter import find_branch, name_registry, start_registry
from crossdock.registry.adoption.writing import write_new_files
from crossdock.registry.errors import RegistryNotFound
from crossdock.registry.registry_files import SETTINGS_FILE
from crossdock.registry.store.git import GitRepository


@click.command(
    "init",
    help="""Start a registry in a folder, by default this one. Run again, it changes nothing.

    \b
    Example:
      crossdock init --name acme-logistics
    """,
)
@click.argument("path", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--name", help="Name of the registry; default: the folder's.")
@click.option("--team", default="platform", show_default=True, help="The first team.")
@click.option(
    "--branch", help="The branch that changes are merged to; default: the one that is checked out, else main."
)
@click.option("--profile", type=click.Choice(["strict", "default", "adopting"]), default="default", show_default=True)
def init(path: Path, name: str | None, team: str, branch: str | None, profile: str) -> None:
    """Write the first files."""
    if (path / SETTINGS_FILE).exists():
        click.echo(f"`{path / SETTINGS_FILE}` is there already; nothing was changed")
        return
    files = start_registry(name or name_registry(path), team, branch or find_branch(path), profile)
    for written in write_new_files(path, files):
        click.echo(f"wrote {written}")
    try:
        GitRepository.discover(path)
    except RegistryNotFound:
        click.echo("a check compares Git revisions: `git init` this folder and commit")
    click.echo("next: `crossdock new event my-system/something-happened`, or `crossdock import PATHS`")


COMMAND = init
