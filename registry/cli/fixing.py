"""What `--fix` does: show the difference, or write it, all files or none."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from crossdock.registry.errors import RegistryError
from crossdock.registry.mending.texts import PASSES, MendedText, mend_texts, render_difference
from crossdock.registry.model.counting import count
from crossdock.registry.model.result import CheckResult
from crossdock.registry.open import open_registry
from crossdock.registry.run import CheckOptions, check_change


def check_and_mend(registry_path: Path | None, options: CheckOptions, *, is_writing: bool) -> CheckResult:
    """Check the working tree and show what mends it; with `is_writing` write that, and judge what is left."""
    written: list[MendedText] = []
    for round_number in range(PASSES):
        with open_registry(registry_path) as registry:
            result = check_change(registry, options, os.environ)
            texts = mend_texts(result.findings, registry.worktree().document)
            shown = [replace(text, path=registry.prefix + text.path) for text in texts]  # as reports show it
            if not is_writing:
                show_mends(shown)
                return result
            if not texts or round_number == PASSES - 1:
                break
            write_files({registry.root / text.path: text.after for text in texts})
        written += shown
    say_mended(written)
    return result


def show_mends(texts: Sequence[MendedText]) -> None:
    """Print the difference; on standard error say how much of it there is, and how it is written."""
    click.echo(render_difference(texts), nl=False)
    again = "; `--fix --write` writes it" if texts else ""
    click.echo(f"{_count(texts)} can be mended{again}", err=True)


def say_mended(texts: Sequence[MendedText]) -> None:
    """Say on standard error what was written."""
    click.echo(f"{_count(texts)} mended" + "".join(f"\n  {path}" for path in _paths(texts)), err=True)


def _count(texts: Sequence[MendedText]) -> str:
    number, files = sum(text.number for text in texts), len(_paths(texts))
    where = f" in {count(files, 'file')}" if files else ""
    return f"{count(number, 'finding')}{where}"


def _paths(texts: Sequence[MendedText]) -> list[str]:
    return sorted({text.path for text in texts})


def write_files(files: Mapping[Path, str]) -> None:
    """Write files: all are staged beside their targets first, then each takes its place with the rights it had.

    Raises RegistryError, with nothing written, when one cannot be staged.
    """
    staged: dict[Path, Path] = {}
    try:
        for target, text in files.items():
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            staged[target] = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            staged[target].chmod(target.stat().st_mode & 0o777)
        for target, source in staged.items():
            source.replace(target)
    except OSError as error:
        for source in staged.values():
            with suppress(FileNotFoundError):
                source.unlink()
        raise RegistryError(
            f"`{error.filename}` cannot be written: {error.strerror}", "check the permissions"
        ) from None
