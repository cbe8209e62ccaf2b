"""Options that several commands share, with the same words everywhere."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from crossdock.registry.model.finding import Severity

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date, `YYYY-MM-DD`."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read an ISO 8601 date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a date; write it as 2026-11-30", param, ctx)


class Level(click.ParamType["Severity | str"]):
    """A severity by its name, also as others write it (`WARN`, `ERR`); `others` are further words that are taken as they are."""

    name = "level"

    def __init__(self, others: tuple[str, ...] = ()) -> None:
        self.others = others

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> "Severity | str":
        """Read a severity."""
        word = str(value.value if isinstance(value, Severity) else value).lower()
        word = {"err": "error", "warn": "warning"}.get(word, word)
        if word in self.others:
            return word
        try:
            return Severity(word)
        except ValueError:
            known = ", ".join([*(severity.value for severity in Severity), *self.others])
            self.fail(f"`{value}` is none of {known}", param, ctx)


def today_utc() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()


def registry_option(command: Decorated) -> Decorated:
    """Add `--registry PATH`: where the registry is, by default here or in the nearest folder above."""
    option = click.option(
        "--registry",
        "registry_path",
        type=click.Path(path_type=Path),
        default=None,
        help="Folder of the registry; default: the nearest folder with crossdock.yaml, here or above.",
    )
    return option(command)


def today_option(command: Decorated) -> Decorated:
    """Add `--today DATE`: the date that lifecycles and expiries are judged by."""
    option = click.option("--today", type=Day(), default=None, help="Judge dates as of this day (UTC).")
    return option(command)


def format_option(command: Decorated) -> Decorated:
    """Add `--format text|json`."""
    option = click.option(
        "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
    )
    return option(command)


def is_colourful() -> bool:
    """Whether standard output is a terminal that wants colour (`NO_COLOR`, https://no-color.org)."""
    import os
    import sys

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
