"""`crossdock catalog`: the registry as a web site that people read."""

import json
from datetime import date
from pathlib import Path

import click

from crossdock.generators.site.render import MARKER, render_site
from crossdock.registry.catalog import gather_catalog
from crossdock.registry.cli.options import format_option, registry_option, today_option, today_utc
from crossdock.registry.cli.site_folder import replace_folder
from crossdock.registry.model.counting import count
from crossdock.registry.open import open_registry


@click.group(
    "catalog",
    help="""The registry as a static site: it needs no server and opens from a file share.

    \b
    Example:
      crossdock catalog build --output site
    """,
)
def catalog() -> None:
    """Group the commands of the catalog."""


@catalog.command(
    "build",
    help="""Write the catalog into a folder, in place of the one that was there.

    The folder is replaced as a whole; one that is not empty and holds no catalog is left alone. The same registry and the same
    `--today` give the same bytes.

    \b
    Examples:
      crossdock catalog build
      crossdock catalog build --revision main --output public
    """,
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder to write.",
)
@click.option("--revision", help="Show this Git revision; default: the files on disk.")
@today_option
@format_option
@registry_option
def build(
    output: Path, revision: str | None, today: date | None, output_format: str, registry_path: Path | None
) -> None:
    """Gather the registry, render it, and put the site in place."""
    with open_registry(registry_path) as registry:
        state = registry.at(revision) if revision else registry.worktree()
        gathered = gather_catalog(state, today or today_utc())
    written = replace_folder(output, render_site(gathered), MARKER)
    for name in gathered.unreadable:
        click.echo(f"`{name}` cannot be read and is not shown: `crossdock check --all` says why", err=True)
    if output_format == "json":
        facts = {
            "output": str(output),
            "files": written,
            "contracts": len(gathered.entries),
            "unreadable": list(gathered.unreadable),
        }
        click.echo(json.dumps(facts, indent=2))
    else:
        click.echo(f"{output / 'index.html'}: {count(len(gathered.entries), 'contract')} on {count(written, 'file')}")


COMMAND = catalog
