"""`crossdock map`: apply, explain and compile mappings."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.cli.output import write_text
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.mappings.apply import Apply, open_mapping
from crossdock.registry.mappings.connect import Sides, find_sides
from crossdock.registry.mappings.examples import load_table
from crossdock.registry.mappings.fault import Fault
from crossdock.registry.mappings.inputs import BadInput, Input, read_inputs
from crossdock.registry.mappings.judge import judge_mapping
from crossdock.registry.mappings.proof import run as run_one
from crossdock.registry.mappings.shapes import open_shape
from crossdock.registry.mappings.wording import Line, explain_mapping
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.location import Location
from crossdock.registry.model.mapping import Mapping
from crossdock.registry.open import Found, find_contract, open_registry

_MOST = 20  # problems that are shown of one file


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mapping with its two sides; `path` is that of `mapping.yaml`."""

    found: Found
    mapping: Mapping
    sides: Sides
    path: str


@click.group("map", help="Apply, explain and compile mappings between contracts.")
def map_group() -> None:
    """Hold the commands."""


@map_group.command(
    "run",
    help="""Apply a mapping to a file and print each result as a line of JSON.

    FILE is what the source contract describes: a delimited or fixed-width file, JSON (one payload, or a list of them), or JSON
    Lines (`.jsonl`). `-` reads standard input. Nothing is written unless every payload was mapped and accepted by the target.

    \b
    Examples:
      crossdock map run wms-west/shipment-to-canonical SHP_20261103_0011.csv
      crossdock map run edi/x12-214-to-delivery-event 214.json --output events.jsonl
    """,
)
@click.argument("mapping")
@click.argument("file")
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Write here, whole or not at all.")
@registry_option
def run(mapping: str, file: str, output: Path | None, registry_path: Path | None) -> None:
    """Map a file."""
    with open_registry(registry_path) as registry:
        opened = _open(find_contract(registry.worktree(), mapping))
        _require_sound(opened)
        results, problems = _run(opened, file, _read(file))
    if problems:
        for at, message in problems[:_MOST]:
            click.echo(f"{at}: error: {message}", err=True)
        rest = f", {len(problems) - _MOST} more are not shown" if len(problems) > _MOST else ""
        click.echo(f"nothing was written: {len(problems)} problem{'s' * (len(problems) != 1)}{rest}", err=True)
        raise SystemExit(1)
    text = "".join(json.dumps(result, ensure_ascii=False) + "\n" for result in results)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
        click.echo(f"{len(results)} payload{'s' * (len(results) != 1)} written to {output}", err=True)


@map_group.command(
    "explain",
    help="""Print what fills each field of the target.

    \b
    Example:
      crossdock map explain wms-west/shipment-to-canonical
    """,
)
@click.argument("mapping")
@format_option
@registry_option
def explain(mapping: str, output_format: str, registry_path: Path | None) -> None:
    """Explain a mapping field by field."""
    with open_registry(registry_path) as registry:
        opened = _open(find_contract(registry.worktree(), mapping))
    lines = explain_mapping(opened.mapping)
    if output_format == "json":
        fields = [{"to": line.target, "from": line.origin, "by": line.means, "when": line.condition} for line in lines]
        facts = {"mapping": opened.found.contract.key, "title": opened.mapping.title, "fields": fields}
        facts |= {"source": str(opened.mapping.source), "target": str(opened.mapping.target)}
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    click.echo(f"{opened.found.contract.key}  {opened.mapping.title}")
    click.echo(f"  {opened.mapping.source} → {opened.mapping.target}\n")
    click.echo("\n".join(_render(lines)))


@map_group.command(
    "compile",
    help="""Compile a mapping to a Python module that needs nothing but the standard library.

    \b
    Examples:
      crossdock map compile wms-west/shipment-to-canonical --output shipments.py
      crossdock map compile wms-west/shipment-to-canonical --output shipments.py --check
    """,
)
@click.argument("mapping")
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Write here instead of standard output.")
@click.option(
    "--check", "is_check", is_flag=True, help="Write nothing; exit 1 when the file is not what would be written."
)
@registry_option
def compile_command(mapping: str, output: Path | None, is_check: bool, registry_path: Path | None) -> None:
    """Compile a mapping."""
    if is_check and output is None:
        raise click.UsageError("--check needs --output: the file to hold against the mapping")
    with open_registry(registry_path) as registry:
        opened = _open(find_contract(registry.worktree(), mapping))
        _require_sound(opened)
        text = _compile(opened)
    if output is None:
        click.echo(text, nl=False)
    elif not is_check:
        write_text(output, text)
    elif not output.is_file() or output.read_text("utf-8") != text:
        command = f"crossdock map compile {mapping} --output {output}"
        click.echo(f"{output} is not what `{mapping}` compiles to\n  fix: `{command}`", err=True)
        raise SystemExit(1)


# opening


def _open(found: Found) -> _Opened:
    contract = found.contract
    if contract.kind is not Kind.MAPPING or contract.document is None:
        raise RegistryError(f"`{contract.key}` is no mapping", "`crossdock list --kind mapping` shows them")
    document = found.revision.document(contract.document)
    mapping = read_mapping(document)[0] if document is not None else None
    if mapping is None:
        raise RegistryError(f"`{contract.document}` cannot be read", f"`crossdock check {contract.document}` says why")
    sides = find_sides(mapping, found.revision)
    if isinstance(sides, Fault):
        raise RegistryError(f"{contract.document}#{sides.pointer}: {sides.message}", sides.fix)
    return _Opened(found, mapping, sides, contract.document)


def _require_sound(opened: _Opened) -> None:
    """Raise RegistryError when the mapping does not fit its sides: it is not run on real data then."""
    source, target = opened.sides.source.bundle(), opened.sides.target.bundle()
    for fault in judge_mapping(opened.mapping, open_shape(source), open_shape(target)):
        if fault.rule.severity is Severity.ERROR:
            raise RegistryError(f"{opened.path}#{fault.pointer}: {fault.message}", fault.fix or fault.rule.fix)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise RegistryError(f"`{file}` cannot be read: {error.strerror}", "check the path") from None


# running


def _run(opened: _Opened, file: str, content: bytes) -> tuple[list[object], list[tuple[Location, str]]]:
    """Return the results, and (place, what is wrong) for what has none."""
    source, target = opened.sides.source, opened.sides.target
    try:
        sent = compile_validator(source.bundle(), assert_formats=True)
        taken = compile_validator(target.bundle(), assert_formats=True)
    except SchemaRefused as refused:
        raise RegistryError(f"a schema of the mapping is none: {refused.message}", "`crossdock check --all`") from None
    is_list = "array" in open_shape(source.bundle()).types()
    inputs = read_inputs(file, content, load_table(source), source.name, is_list)
    apply = open_mapping(opened.mapping)
    results: list[object] = []
    problems: list[tuple[Location, str]] = []
    for each in inputs:
        if isinstance(each, BadInput):
            problems.append((each.at, each.message))
            continue
        wrong = list(_judge_input(each, opened, sent))
        problems += wrong
        if not wrong:
            problems += _map(each, opened, apply, taken, results)
    return results, problems


def _judge_input(each: Input, opened: _Opened, sent: Validator) -> Iterator[tuple[Location, str]]:
    for error in sent.errors(each.payload):
        where = f"`{error.pointer}`: " if error.pointer else ""
        label = opened.sides.source.end.label
        yield each.locate(error.pointer), f"{where}{error.message}; `{label}` does not allow it"


def _map(
    each: Input, opened: _Opened, apply: Apply, taken: Validator, results: list[object]
) -> Iterator[tuple[Location, str]]:
    done = run_one(opened.mapping, apply, each.payload, taken)
    if done.refusal is not None:
        yield each.locate(done.refusal.at), str(done.refusal)
    elif done.rejection is not None:
        bad = done.rejection
        at = bad.rule.source if bad.rule is not None and bad.rule.source is not None else ""
        where = f"`{bad.failure.pointer}` of the result: " if bad.failure.pointer else "the result: "
        label = opened.sides.target.end.label
        yield each.locate(at), f"{where}{bad.failure.message}; `{label}` rejects it"
    else:
        results.append(done.result)


# showing


def _render(lines: tuple[Line, ...]) -> Iterator[str]:
    width = max((len(line.target) for line in lines), default=0)
    for line in lines:
        means = f"  by {line.means}" if line.means else ""
        when = f"  when {line.condition}" if line.condition else ""
        yield f"  {line.target:<{width}}  ← {line.origin}{means}{when}"


def _compile(opened: _Opened) -> str:
    from crossdock.generators.generator import CannotGenerate
    from crossdock.generators.mappings.compile import Origin, compile_mapping

    contract, source, target = opened.found.contract, opened.sides.source.end, opened.sides.target.end
    origin = Origin(
        contract.key,
        contract.version,
        opened.found.revision.digest(contract),
        source.label,
        source.contract.version,
        target.label,
        target.contract.version,
        opened.path,
    )
    try:
        return compile_mapping(opened.mapping, origin)
    except CannotGenerate as error:
        raise RegistryError(str(error), error.fix or "change the rule, or write this part by hand") from None


COMMAND = map_group
