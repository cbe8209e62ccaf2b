"""The command `crossdock`: finds commands, turns errors into exit code 2."""

import atexit
import gc
import os
import sys
from typing import NoReturn

import click

from crossdock.registry.discovery import load_unit, unit_names
from crossdock.registry.errors import RegistryError, UnknownName

# Objects made before a search for cycles. A run makes many objects, few of them in cycles, and ends soon: with the threshold of Python the
# searches cost a tenth of it.
_GARBAGE_AFTER = 1_000_000

_HELP = """Contracts between systems, as code: judged at every change.

Start with `crossdock demo`, or `crossdock init` in a repository of your own. Every command has --help with an example.
"""


class Commands(click.Group):
    """A group whose commands are the files in `commands/`, imported when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(unit_names("command"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; an unknown name becomes click's own error."""
        try:
            command = load_unit("command", cmd_name)
        except UnknownName as error:
            raise click.UsageError(f"{error.message}; {error.fix}", ctx) from None
        assert isinstance(command, click.Command)  # noqa: S101 - a unit of another type is a defect of its package
        return command


def version_text() -> str:
    """Return the installed version."""
    from importlib.metadata import version

    return version("crossdock")


def _print_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        click.echo(f"crossdock {version_text()}")
        ctx.exit(0)


@click.group(
    cls=Commands,
    help=_HELP,
    epilog='Shell completion: eval "$(_CROSSDOCK_COMPLETE=bash_source crossdock)" (or zsh_source, fish_source).',
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def group() -> None:
    """Hold the commands."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 nothing to complain of, 1 findings, 2 the run could not be completed."""
    _prepare_process()
    try:
        code = group.main(arguments, prog_name="crossdock", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except RegistryError as error:
        click.echo(f"crossdock: {error}", err=True)
        code = 2
    except BrokenPipeError:
        _close_quietly()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _prepare_process() -> None:
    """Set what only a program may set for its process, never a library."""
    gc.set_threshold(_GARBAGE_AFTER, 50, 100)
    atexit.register(
        gc.freeze
    )  # the system takes the memory back at once; to search it for cycles first can take a tenth of the run
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what a manifest means depends on nothing installed


def _close_quietly() -> None:
    """Point standard output at nothing, so that the interpreter does not complain when it flushes a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
