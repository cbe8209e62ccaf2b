"""Where each format of `lint` is written to."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_format import LintFormat

_PIECE = 1 << 20  # characters


def assign_outputs(
    formats: Sequence[str], file: str | None, files_of: Sequence[tuple[str, str]]
) -> dict[str, Path | None]:
    """Return the file of each format, `None` for standard output. Raises click.UsageError when they do not fit.

    One format may go to one file; of several, each has a file of its own, and at most one has none.
    """
    stated = dict(files_of)
    if file is not None and (len(formats) > 1 or stated):
        raise click.UsageError(f"`--output {file}` is for one format; write `--output.{formats[0]} {file}` for each")
    if file is not None:
        return {formats[0]: Path(file)}
    unknown = [name for name in stated if name not in formats]
    if unknown:
        raise click.UsageError(f"`--output.{unknown[0]}` has no `--format {unknown[0]}`")
    left = [name for name in formats if name not in stated]
    if len(left) > 1:
        raise click.UsageError(
            f"the formats {', '.join(f'`{name}`' for name in left)} need files: `--output.{left[1]} FILE`"
        )
    return {name: Path(stated[name]) if name in stated else None for name in formats}


def write_outputs(texts: Mapping[LintFormat, str], targets: Mapping[str, Path | None]) -> None:
    """Write each text to its file, or to standard output. Raises RegistryError when a file cannot be written."""
    for form, text in texts.items():
        target = targets[form.name]
        if target is None:
            _print(text)
            continue
        try:
            target.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise RegistryError(f"`{target}` cannot be written: {error.strerror}", "correct the path") from None


def _print(text: str) -> None:
    """Write a text and a line break to standard output, piece by piece: to write a large one at once copies it several times."""
    for start in range(0, len(text), _PIECE):
        click.echo(text[start : start + _PIECE], nl=False, color=True)
    if text and not text.endswith("\n"):
        click.echo()


def is_coloured() -> bool:
    """Whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
