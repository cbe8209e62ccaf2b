"""Format of `lint`: one line for each result."""

from collections.abc import Sequence

from crossdock.registry.lint_format import LEVELS, LintFormat, LintOptions, group_by_source
from crossdock.registry.lint_result import Result


def render_text(results: Sequence[Result], options: LintOptions) -> str:
    """Render place, level, rule and message, file by file."""
    return "\n".join(_line(result) for group in group_by_source(results).values() for result in group)


def _line(result: Result) -> str:
    link = f" {result.documentation}" if result.documentation else ""
    place = f"{result.source}:{result.line}:{result.column}"
    return f'{place} {LEVELS[result.level]} {result.code} "{result.message}"{link}'


LINT_FORMAT = LintFormat("text", "a line for each result", True, render_text)
