"""`crossdock lint FILES --ruleset R`: rulesets alone, on any document, with the options of the Spectral command line."""

import base64
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from crossdock.registry.cli.lint_arguments import rewrite_arguments
from crossdock.registry.cli.lint_outputs import assign_outputs, is_coloured, write_outputs
from crossdock.registry.discovery import load_unit, unit_names
from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_documents import find_documents
from crossdock.registry.lint_format import LintFormat, LintOptions, RuleText
from crossdock.registry.lint_result import Result
from crossdock.registry.lint_rulesets import find_ruleset
from crossdock.registry.linting import lint_file, read_rules
from crossdock.registry.rulesets.ruleset import Ruleset

_NAMES = ("error", "warn", "info", "hint")
_STDIN = "<STDIN>"
_CODECS = {"utf8": "utf-8", "utf-8": "utf-8", "latin1": "latin-1", "ascii": "ascii"}
_CODECS |= dict.fromkeys(("utf16le", "ucs2", "ucs-2"), "utf-16-le")


class _Lint(click.Command):
    """The command; arguments may be written as the Spectral command line takes them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, rewrite_arguments(args))


@click.command(
    "lint",
    cls=_Lint,
    help="""Run a ruleset in the Spectral format on documents: files, quoted globs ('apis/**/*.{yaml,json}', '!not/this'), or
    standard input.

    Options, exit codes and output are those of the Spectral command line. References are followed inside the repository of a
    document, or below the current folder; nothing is fetched.

    \b
    Example:
      crossdock lint openapi.yaml --ruleset policies/logistics.yaml
      crossdock lint 'apis/**/*.yaml' -f stylish -f sarif --output.sarif lint.sarif

    Exit codes: 0 nothing at or above --fail-severity, 1 findings, 2 the ruleset or a file cannot be read.
    """,
)
@click.argument("documents", nargs=-1)
@click.option("--ruleset", "-r", "ruleset", help="The ruleset; by default `.spectral.yaml` and its like.")
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    default=["stylish"],
    show_default=True,
    type=click.Choice(unit_names("lint format")),
    help="How results are written; may be given several times.",
)
@click.option(
    "--output", "-o", "output", metavar="FILE", help="Where to; --output.FORMAT FILE for one of several formats."
)
@click.option("--output-of", "outputs", nargs=2, multiple=True, hidden=True)
@click.option("--fail-severity", "-F", type=click.Choice(_NAMES), default="error", show_default=True)
@click.option("--display-only-failures", "-D", is_flag=True, help="Show only what fails the run.")
@click.option("--show-documentation-url", is_flag=True, help="Show where rules are explained.")
@click.option("--ignore-unknown-format", is_flag=True, help="Do not tell documents that no rule speaks of.")
@click.option("--fail-on-unmatched-globs", is_flag=True, help="Fail when a pattern matches nothing.")
@click.option("--stdin-filepath", metavar="PATH", help="Where standard input is taken to come from.")
@click.option(
    "--encoding", "-e", type=click.Choice((*_CODECS, "base64")), default="utf8", help="How documents are encoded."
)
@click.option("--resolver", help="Not taken: a program in JavaScript is never run.")
@click.option("--fix", is_flag=True, help="Show what mends the results whose mend is certain, as a difference.")
@click.option("--write", is_flag=True, help="With --fix: write it, and show what is left.")
@click.option("--verbose", "-v", is_flag=True, help="Tell rules and documents.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when nothing is found.")
def lint(
    documents: tuple[str, ...],
    ruleset: str | None,
    formats: tuple[str, ...],
    output: str | None,
    outputs: tuple[tuple[str, str], ...],
    fail_severity: str,
    display_only_failures: bool,
    show_documentation_url: bool,
    ignore_unknown_format: bool,
    fail_on_unmatched_globs: bool,
    stdin_filepath: str | None,
    encoding: str,
    resolver: str | None,
    fix: bool,
    write: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Print what the rules find; exit with its gravity."""
    if resolver is not None:
        raise RegistryError(f"the resolver `{resolver}` is a program and is not run", "leave `--resolver` out")
    formats = tuple(dict.fromkeys(formats))
    targets = assign_outputs(formats, output, outputs)
    rules = _read_rules(ruleset, is_verbose=verbose)
    if fix or write:
        from crossdock.registry.cli.fixing_lint import mend_files  # most runs mend nothing

        has_mends = mend_files(documents, rules, is_fixing=fix, is_writing=write)
        if not write:
            sys.exit(1 if has_mends else 0)
    has_edits = any(form.has_fixes for form in _forms(targets))
    results: list[Result] = []
    for file, content in _open(documents, encoding, stdin_filepath, fail_on_unmatched_globs):
        if verbose:
            click.echo(f"Linting {file}", err=True)
        found = lint_file(file, rules, content, is_unknown_told=not ignore_unknown_format, has_edits=has_edits)
        results += found if content is not None and not documents else _as_whole(found)
    threshold = _NAMES.index(fail_severity)
    if display_only_failures:
        results = [result for result in results if result.level <= threshold]
    shown = results if show_documentation_url else [_without_documentation(result) for result in results]
    _write(shown, targets, rules, threshold)
    if not results and not quiet:
        _say_nothing_found(fail_severity, targets)
    sys.exit(1 if any(result.level <= threshold for result in results) else 0)


def _read_rules(stated: str | None, is_verbose: bool) -> Ruleset:
    ruleset, warnings = read_rules(find_ruleset(stated, Path.cwd()))
    for warning in warnings:
        click.echo(warning, err=True)
    if is_verbose:
        enabled = sum(rule.severity is not None for rule in ruleset.rules.values())
        click.echo(f"Found {len(ruleset.rules)} rules ({enabled} enabled)", err=True)
    return ruleset


def _open(
    patterns: Sequence[str], encoding: str, stdin_path: str | None, is_strict: bool
) -> Iterator[tuple[Path, bytes | None]]:
    """Yield documents, with what they hold when it is not what their file says by itself."""
    if not patterns:
        if sys.stdin.isatty():
            raise RegistryError("No documents provided.", "name files, or pipe a document in")
        yield Path(stdin_path or _STDIN), _decode(sys.stdin.buffer.read(), encoding, stdin_path or _STDIN)
        return
    for file in find_documents(patterns, Path.cwd(), is_strict):
        yield file, None if _CODECS.get(encoding) == "utf-8" else _decode(file.read_bytes(), encoding, str(file))


def _decode(content: bytes, encoding: str, name: str) -> bytes:
    """Return content in UTF-8. Raises RegistryError when it is not in the encoding that was stated."""
    if encoding == "base64":
        return base64.b64encode(content)
    try:
        return content if _CODECS[encoding] == "utf-8" else content.decode(_CODECS[encoding]).encode()
    except UnicodeError:
        raise RegistryError(f"`{name}` is not written in {encoding}", "correct `--encoding`") from None


def _as_whole(results: Sequence[Result]) -> Iterator[Result]:
    """Yield results with the whole paths of their files."""
    sources = {source: (Path.cwd() / source).as_posix() for source in {result.source for result in results}}
    for result in results:
        source = sources[result.source]
        yield result if source == result.source else replace(result, source=source)


def _without_documentation(result: Result) -> Result:
    return result if result.documentation is None else replace(result, documentation=None)


def _write(results: Sequence[Result], targets: dict[str, Path | None], rules: Ruleset, threshold: int) -> None:
    texts = {name: RuleText(rule.description, rule.documentation) for name, rule in rules.rules.items()}
    width = shutil.get_terminal_size((80, 24)).columns
    options = LintOptions(threshold, texts, Path.cwd().as_posix(), width=width)
    rendered = {}
    for form in _forms(targets):
        target = targets[form.name]
        rendered[form] = form.render(results, replace(options, is_coloured=target is None and is_coloured()))
    write_outputs(rendered, targets)


def _forms(targets: dict[str, Path | None]) -> Iterator[LintFormat]:
    for name in targets:
        form = load_unit("lint format", name)
        assert isinstance(form, LintFormat)  # noqa: S101 - a unit of another type is a defect of its package
        yield form


def _say_nothing_found(severity: str, targets: dict[str, Path | None]) -> None:
    """Say that nothing was found; beside the output of a format that tools read, on standard error."""
    shown = [load_unit("lint format", name) for name, target in targets.items() if target is None]
    is_data = any(isinstance(form, LintFormat) and not form.is_for_people for form in shown)
    more = "" if severity == "error" else "or higher "
    click.echo(f"No results with a severity of '{severity}' {more}found!", err=is_data)


COMMAND = lint
