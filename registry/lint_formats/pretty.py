"""Format of `lint`: columns that wrap in the width of a terminal, for people."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from crossdock.registry.lint_format import LEVELS, LintFormat, LintOptions, group_by_source, paint, summarize
from crossdock.registry.lint_result import Result
from crossdock.registry.rulesets.printed_paths import print_path

_PLACE, _LEVEL = 10, 13  # characters of the first columns, the gap before the next one with them
_LEAST = 16  # characters of each other column, however narrow the terminal is


def render_pretty(results: Sequence[Result], options: LintOptions) -> str:
    """Render each file with its results, then how many rules found something, and a summary."""
    worst = min((result.level for result in results), default=3)
    blocks = []
    for source, group in group_by_source(results).items():
        blocks.append(f"\nFile:   {source}\n")
        blocks += [_block(result, options) for result in group]
    rules = paint(f"{len({result.code for result in results})} Unique Issue(s)", worst, options, "1;")
    summary = paint(f"✖ {summarize(results)}" if results else "✖", worst, options, "1;")
    return "\n" + "".join(blocks) + f"\n{rules}\n{summary}\n"


def _block(result: Result, options: LintOptions) -> str:
    free = max(options.width - _PLACE - _LEVEL, 3 * _LEAST)
    widths = (free // 4, free // 2, free - free // 4 - free // 2)
    texts = (result.code, " ".join((result.message, result.documentation or "")), print_path(result.path))
    columns = [wrap(text, width - 2) or [""] for text, width in zip(texts, widths, strict=True)]
    lines = []
    for index, cells in enumerate(zip_longest(*columns, fillvalue="")):
        place = f"{result.line}:{result.column}".ljust(_PLACE) if index == 0 else " " * _PLACE
        level = LEVELS[result.level].upper() if index == 0 else ""
        grade = paint(level, result.level, options, "7;") + " " * (_LEVEL - len(level))
        rest = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append((place + grade + rest).rstrip())
    return "\n".join(lines) + "\n\n"


LINT_FORMAT = LintFormat("pretty", "columns for people", True, render_pretty)
