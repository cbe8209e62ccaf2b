"""`crossdock impact PLACE`: who breaks if this changes."""

import json
from pathlib import Path

import click

from crossdock.registry.cli.impact_answer import answer_as_data, render_answer
from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.impacting import find_impact
from crossdock.registry.open import open_registry


@click.command(
    "impact",
    help="""Show who breaks if a contract, or a place in it, changes.

    PLACE is a contract (system/name, @line or @version), a place in its document or a field of its payloads (#/pointer), or FILE:LINE.

    \b
    Examples:
      crossdock impact wms-east/shipment-confirmed@2#/shipment/lines/*/quantity
      crossdock impact canonical/party@1#/properties/name
      crossdock impact contracts/canonical/party/v1/schema.json:12
      crossdock impact tms/load-api --format json

    Exit codes: 0 the question was answered, whoever is reached; 2 there is no such place.
    """,
)
@click.argument("place")
@format_option
@registry_option
def impact(place: str, output_format: str, registry_path: Path | None) -> None:
    """Print who and what depends on a place, gravest first."""
    with open_registry(registry_path) as registry:
        found = find_impact(registry.worktree(), place, registry.root, registry.prefix)
    if output_format == "json":
        click.echo(json.dumps(answer_as_data(found), indent=2, ensure_ascii=False))
    else:
        click.echo(render_answer(found))


COMMAND = impact
