"""Format of `lint`: a table for each file, for people."""

from collections.abc import Sequence

from crossdock.registry.lint_format import LEVELS, LintFormat, LintOptions, group_by_source, paint, summarize
from crossdock.registry.lint_result import Result
from crossdock.registry.rulesets.printed_paths import print_path

_GAP = "  "


def render_stylish(results: Sequence[Result], options: LintOptions) -> str:
    """Render tables of place, level, rule, message and path, and a summary; nothing when there is nothing."""
    if not results:
        return ""
    tables = [_table(source, group, options) for source, group in group_by_source(results).items()]
    worst = min(result.level for result in results)
    return "\n" + "".join(tables) + paint(f"✖ {summarize(results)}", worst, options, "1;") + "\n"


def _table(source: str, results: Sequence[Result], options: LintOptions) -> str:
    rows = [_cells(result) for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    title = f"\x1b[4m{source}\x1b[0m" if options.is_coloured else source
    lines = [_row(row, widths, result.level, options) for row, result in zip(rows, results, strict=True)]
    return "\n".join((title, *lines)) + "\n\n"


def _cells(result: Result) -> tuple[str, ...]:
    place = f" {result.line}:{result.column}"
    return (
        place,
        LEVELS[result.level],
        result.code,
        result.message,
        print_path(result.path),
        result.documentation or "",
    )


def _row(cells: tuple[str, ...], widths: Sequence[int], level: int, options: LintOptions) -> str:
    """Return a row: the place is centred, the level stands on the right, all else on the left."""
    spare = widths[0] - len(cells[0])
    place = " " * -(-spare // 2) + cells[0] + " " * (spare // 2)
    grade = " " * (widths[1] - len(cells[1])) + paint(cells[1], level, options)
    others = [cell.ljust(width) for cell, width in zip(cells[2:], widths[2:], strict=True)]
    return _GAP.join((place, grade, *others)).rstrip()


LINT_FORMAT = LintFormat("stylish", "tables for people", True, render_stylish)
