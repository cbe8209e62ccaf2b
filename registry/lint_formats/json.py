"""Format of `lint`: JSON as Spectral writes it."""

import json
from collections.abc import Sequence
from functools import lru_cache

from crossdock.registry.lint_format import LintFormat, LintOptions
from crossdock.registry.lint_result import Result

_KEPT = 4_096  # texts that are written again without looking at them
_write_text = json.JSONEncoder(ensure_ascii=False).encode


def render_json(results: Sequence[Result], options: LintOptions) -> str:
    """Render a list of results.

    The lines are put together here: the standard library indents in Python, value by value, and results come in tens of thousands.
    """
    if not results:
        return "[]"
    written = [*map(_write_result, results)]
    written[0] = f"[\n{written[0]}"
    written[-1] = f"{written[-1]}\n]"
    return ",\n".join(written)


def _write_result(result: Result) -> str:
    start_line, start, end_line, end = result.span
    link = f',\n\t\t"documentationUrl": {_write_known(result.documentation)}' if result.documentation else ""
    return (
        f'\t{{\n\t\t"code": {_write_known(result.code)},\n\t\t"path": {_write_path(result.path)},\n'
        f'\t\t"message": {_write_known(result.message)},\n\t\t"severity": {result.level},\n\t\t"range": {{\n'
        f'\t\t\t"start": {{\n\t\t\t\t"line": {start_line},\n\t\t\t\t"character": {start}\n\t\t\t}},\n'
        f'\t\t\t"end": {{\n\t\t\t\t"line": {end_line},\n\t\t\t\t"character": {end}\n\t\t\t}}\n\t\t}},\n'
        f'\t\t"source": {_write_known(result.source)}{link}\n\t}}'
    )


@lru_cache(maxsize=_KEPT)
def _write_path(path: tuple[str, ...]) -> str:
    names = ",\n".join(f"\t\t\t{_write_known(name)}" for name in path)
    return f"[\n{names}\n\t\t]" if path else "[]"


_write_known = lru_cache(maxsize=_KEPT)(_write_text)

LINT_FORMAT = LintFormat("json", "what tools read", False, render_json)
