"""Writes reports where they belong: a terminal, a pipe, files; all or nothing."""

import os
import shutil
import tempfile
from pathlib import Path

import click

from crossdock.registry.cli.options import is_colourful
from crossdock.registry.discovery import load_unit
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.result import CheckResult
from crossdock.registry.report import Report, ReportOptions


def write_reports(
    result: CheckResult, names: tuple[str, ...], outputs: tuple[str, ...], *, is_verbose: bool = False
) -> None:
    """Render each report and write it to its output; reports without one go to standard output, in order."""
    targets = [*outputs, *["-"] * (len(names) - len(outputs))]
    rendered = [
        (target, _render(result, name, target, is_verbose)) for name, target in zip(names, targets, strict=True)
    ]
    for target, text in rendered:
        if target == "-":
            click.echo(text, nl=False, color=True)
        else:
            write_text(Path(target), text)


def _render(result: CheckResult, name: str, target: str, is_verbose: bool) -> str:
    report = load_unit("report", name)
    assert isinstance(report, Report)  # noqa: S101 - a unit of another type is a defect of its package
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    options = ReportOptions(target == "-" and is_colourful(), width, is_verbose, _version())
    return report.render(result, options)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises RegistryError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise RegistryError(f"`{path}` cannot be written: {error.strerror}", "name another --output") from None


def _version() -> str:
    from importlib.metadata import version

    return version("crossdock")
