"""Format of `lint`: JSON as Spectral writes it."""

import json
from collections.abc import Iterator, Sequence
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
    return "[\n" + ",\n".join("\t{\n" + ",\n".join(_fields(result)) + "\n\t}" for result in results) + "\n]"


def _fields(result: Result) -> Iterator[str]:
    start_line, start, end_line, end = result.span
    yield f'\t\t"code": {_write_known(result.code)}'
    yield f'\t\t"path": {_write_path(result.path)}'
    yield f'\t\t"message": {_write_text(result.message)}'
    yield f'\t\t"severity": {result.level}'
    yield f'\t\t"range": {{\n{_write_point("start", start_line, start)},\n{_write_point("end", end_line, end)}\n\t\t}}'
    yield f'\t\t"source": {_write_known(result.source)}'
    if result.documentation:
        yield f'\t\t"documentationUrl": {_write_known(result.documentation)}'


def _write_point(name: str, line: int, character: int) -> str:
    return f'\t\t\t"{name}": {{\n\t\t\t\t"line": {line},\n\t\t\t\t"character": {character}\n\t\t\t}}'


@lru_cache(maxsize=_KEPT)
def _write_path(path: tuple[str, ...]) -> str:
    names = ",\n".join(f"\t\t\t{_write_known(name)}" for name in path)
    return f"[\n{names}\n\t\t]" if path else "[]"


_write_known = lru_cache(maxsize=_KEPT)(_write_text)

LINT_FORMAT = LintFormat("json", "what tools read", False, render_json)
