"""Format of `lint`: one table in Markdown."""

import re
from collections.abc import Sequence

from crossdock.registry.lint_format import LintFormat, LintOptions, group_by_source
from crossdock.registry.lint_result import Result
from crossdock.registry.rulesets.printed_paths import print_path

_HEADS = ("Code", "Path", "Message", "Severity", "Start", "End", "Source")
_LEVELS = ("Error", "Warning", "Information", "Hint")
_SPECIAL = re.compile(r"[*#/()\[\]_`|]")
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "\n": "<br>", "\r": None})


def render_markdown(results: Sequence[Result], options: LintOptions) -> str:
    """Render a row for each result, file by file; lines and characters are counted from 0, as Spectral does."""
    rows = [
        _cells(result, options)
        for group in group_by_source(results).values()
        for result in sorted(group, key=lambda result: result.span[0])
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    return "\n".join(
        (_row(_HEADS, widths), _row(["-" * width for width in widths], widths), *(_row(row, widths) for row in rows))
    )


def _cells(result: Result, options: LintOptions) -> tuple[str, ...]:
    link = options.documentation(result.code)
    start_line, start, end_line, end = result.span
    return (
        f"[{result.code}]({link})" if link else result.code,
        _escape(print_path(result.path)),
        _escape(result.message),
        _LEVELS[result.level],
        f"{start_line}:{start}",
        f"{end_line}:{end}",
        _escape(result.source),
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"| {cell.ljust(width)} " for cell, width in zip(cells, widths, strict=True)) + "|"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).translate(_ENTITIES)


LINT_FORMAT = LintFormat("markdown", "a table in Markdown", False, render_markdown)
