"""`crossdock generate`: make what both sides of a contract need."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from crossdock.generators.generator import CannotGenerate, Generator, GeneratorInput
from crossdock.registry.cli.completion import complete_contract, complete_generator
from crossdock.registry.cli.folder import find_stale, write_folder
from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.discovery import load_unit
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.references import Refusal
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.counting import count
from crossdock.registry.model.location import Place
from crossdock.registry.open import Found, find_contract, open_registry
from crossdock.registry.revision import Revision

# members that hold schemas, which the generator follows itself, or payloads, in which `$ref` means nothing
_SCHEMAS = frozenset(
    ("schema", "schemas", "definitions", "example", "examples", "value", "default", "enum", "callbacks", "webhooks")
)


@click.command(
    "generate",
    help="""Generate code from a contract: KIND says what, ID which contract, line or version.

    KIND python-client is a typed Python client (httpx, pydantic), sync and async.

    \b
    Examples:
      crossdock generate python-client erp/order-api@2 --output clients/orders
      crossdock generate python-client erp/order-api@2.1.0 --output clients/orders --package orders
      crossdock generate python-client erp/order-api@2 --output clients/orders --check

    A contract is generated completely or not at all. Exit codes: 0 written, or fresh with --check; 1 --check found stale files;
    2 the contract could not be generated.
    """,
)
@click.argument("kind", shell_complete=complete_generator)
@click.argument("contract", shell_complete=complete_contract)
@click.option(
    "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write into."
)
@click.option("--package", metavar="NAME", help="The name of the package; default: from system, contract and line.")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; fail when the output on disk is stale.")
@format_option
@registry_option
def generate(
    kind: str,
    contract: str,
    output: Path,
    package: str | None,
    is_check: bool,
    output_format: str,
    registry_path: Path | None,
) -> None:
    """Generate one contract, or compare what is on disk with what would be generated."""
    generator = load_unit("generator", kind)
    assert isinstance(generator, Generator)  # noqa: S101 - a unit of another type is a defect of its package
    with open_registry(registry_path) as registry:
        found = find_contract(registry.worktree(), contract)
        files = _generate(generator, found, {"package": package} if package is not None else {})
    stale = find_stale(output, files)
    if not is_check:
        write_folder(output, files, stale)
    _report(found.contract.key, output, files, stale, is_check=is_check, output_format=output_format)
    sys.exit(1 if is_check and stale else 0)


def _generate(generator: Generator, found: Found, options: dict[str, str]) -> dict[str, str]:
    contract, revision = found.contract, found.revision
    if contract.kind not in generator.kinds:
        kinds = ", ".join(kind.value for kind in generator.kinds)
        raise RegistryError(
            f"`{generator.name}` generates {kinds}; `{contract.key}` is of kind {contract.kind.value}",
            "name another contract",
        )
    interface = revision.interface(contract)
    if interface is None:
        raise RegistryError(f"`{contract.key}` has no document that can be read", "`crossdock check --all` says why")
    document = revision.document(contract.document) if contract.document else None
    if document is not None:
        _refuse_dangling(document, revision)
    version = (found.release.version if found.release else contract.version) or interface.version or "0"
    given = GeneratorInput(
        contract, interface, version, revision.digest(contract), document.data if document else None, options=options
    )
    try:
        return dict(generator.generate(given))
    except CannotGenerate as error:
        place = revision.document(error.path)
        at = str(find_location(place, error.pointer)) if place else error.path
        raise RegistryError(
            f"{at}: `{contract.key}` cannot be generated: {error.what} (`#{error.pointer}`)", error.fix
        ) from None


def _refuse_dangling(document: Document, revision: Revision) -> None:
    """Raise RegistryError when a part of an operation is a reference that leads nowhere: the interface would lack it."""
    for reference, place in _references(document.data, Place(document.path)):
        target = revision.resolver.resolve(reference, place)
        if isinstance(target, Refusal):
            at = find_location(document, place.pointer)
            raise RegistryError(f"{at}: cannot be generated: {target.message} (`#{place.pointer}`)", target.fix)


def _references(data: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield the references outside schemas and examples."""
    if isinstance(data, list):
        for i, item in enumerate(data):
            yield from _references(item, place.child(i))
    if not isinstance(data, dict):
        return
    if isinstance(data.get("$ref"), str):
        yield data["$ref"], place
    for name, value in data.items():
        if name not in _SCHEMAS and not str(name).startswith("x-"):
            yield from _references(value, place.child(name))


def _report(
    key: str, output: Path, files: dict[str, str], stale: list[str], *, is_check: bool, output_format: str
) -> None:
    if output_format == "json":
        facts = {
            "contract": key,
            "output": output.as_posix(),
            "files": sorted(files),
            "stale" if is_check else "written": stale,
        }
        click.echo(json.dumps(facts, indent=2))
    elif not stale:
        click.echo(f"{output}: {count(len(files), 'file')}, all fresh")
    elif not is_check:
        click.echo(f"{output}: {count(len(files), 'file')} from `{key}`, {len(stale)} of them changed")
    else:
        for path in stale:
            click.echo(f"{output / path} is stale")
        click.echo(
            f"{len(stale)} of the files from `{key}` are stale: run the command without --check and commit", err=True
        )


COMMAND = generate
